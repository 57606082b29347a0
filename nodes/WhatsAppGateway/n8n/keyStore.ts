import { sleep } from 'n8n-workflow';

import { oneAtATime, whileLocked } from './keyLock';
import { hasSeparateRows, type KeyContext, type KeyRow, keyRow, partOf } from './keyRows';

/** Where a set of keys is kept. */
export interface KeyStoreSettings {
	/** Distinguishes the sets of a node; empty for its main one. */
	readonly name: string;
	/** Which row of the set, where it is spread over several. */
	readonly row?: number;
	/** The oldest keys beyond this number are forgotten. n8n rewrites all of them at each change. */
	readonly maxKeys: number;
	/** Whether other processes may change the same row at the same time, so that they are locked out. */
	readonly isShared: boolean;
}

/**
 * A set of keys that belongs to a node and lasts: n8n keeps it in its database, for every process and
 * across restarts. n8n reads, changes and writes it without a lock, and changes at the same moment
 * are lost (20 runs with 20 keys each: 320 of 400); therefore one change at a time, here.
 *
 * Every function throws where n8n has no such store or its database fails.
 */
export interface KeyStore {
	/** Adds keys and gives those that were not in the set. Adds that wait for their turn are merged. */
	add(keys: readonly string[]): Promise<Set<string>>;
	/** Several changes, with nothing in between. */
	change<T>(work: (row: KeyRow) => Promise<T>): Promise<T>;
}

/** Adds that wait for their turn. */
interface WaitingAdd {
	readonly keys: readonly string[];
	resolve(added: Set<string>): void;
	reject(error: unknown): void;
}

/** Keys in a node's main row, where that is its only one: of all sets together. */
const maxMainKeys = 10_000;

/** By row. */
const waitingAdds = new Map<string, WaitingAdd[]>();

/** A busy database refuses a write now and then; milliseconds before each further try. */
const triesAfter = [50, 200, 500] as const;

async function withRetries<T>(work: () => Promise<T>): Promise<T> {
	for (const delay of triesAfter) {
		try {
			return await work();
		} catch {
			await sleep(delay);
		}
	}
	return await work();
}

/** One write for all; a key that two of them add is new to the first. */
async function addTogether(row: KeyRow, adds: readonly WaitingAdd[]): Promise<void> {
	const added = await row.add([...new Set(adds.flatMap(({ keys }) => keys))]);
	for (const { keys, resolve } of adds) resolve(new Set(keys.filter((key) => added.delete(key))));
}

/** Opens a set of keys of the node that runs. */
export function openKeyStore(
	context: KeyContext,
	{ name, row: number, maxKeys, isShared }: KeyStoreSettings,
): KeyStore {
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const rowName = number === undefined ? name : `${name}:${number}`;
	const id = JSON.stringify([node, rowName]);

	async function change<T>(work: (row: KeyRow) => Promise<T>): Promise<T> {
		return await oneAtATime(id, async () => {
			const areSeparate = await hasSeparateRows(context);
			if (!areSeparate) {
				const main = keyRow(context, '', maxMainKeys, withRetries);
				return await oneAtATime(node, async () => await work(partOf(main, name)));
			}
			const row = keyRow(context, rowName, maxKeys, withRetries);
			if (!isShared) return await work(row);
			const lock = keyRow(context, `lock:${rowName}`, 100);
			return await whileLocked(lock, async () => await work(row));
		});
	}

	async function add(keys: readonly string[]): Promise<Set<string>> {
		return await new Promise((resolve, reject) => {
			const adds = waitingAdds.get(id) ?? [];
			adds.push({ keys, resolve, reject });
			if (adds.length > 1) return;
			waitingAdds.set(id, adds);
			change(async (row) => {
				waitingAdds.delete(id);
				await addTogether(row, adds);
			}).catch((error: unknown) => {
				if (waitingAdds.get(id) === adds) waitingAdds.delete(id);
				adds.forEach((waiting) => waiting.reject(error));
			});
		});
	}

	return { add, change };
}
