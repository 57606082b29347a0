import { randomUUID } from 'node:crypto';
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { rethrow } from '../core/rethrow';

/** The part of a run's context that reaches n8n's store of processed items. */
export type KeyContext = Pick<
	IExecuteFunctions,
	'helpers' | 'getExecuteData' | 'getNode' | 'getWorkflow'
>;

/** A row of keys in n8n's database, for one node of one workflow. n8n stores digests only. */
export interface KeyRow {
	/** Adds keys, all in one write, and gives those that were not in the row. */
	add(keys: readonly string[]): Promise<Set<string>>;
	remove(keys: readonly string[]): Promise<void>;
	/** Gives those that are in the row. */
	find(keys: readonly string[]): Promise<Set<string>>;
	/** Whether it has no keys, or does not exist. */
	isEmpty(): Promise<boolean>;
	/** Deletes the row. */
	clear(): Promise<void>;
}

/**
 * n8n names the row after `node.id` at the moment of the call, so another id for the length of the
 * call, which begins synchronously, names another row.
 */
function callAs<T>(context: KeyContext, suffix: string, call: () => Promise<T>): Promise<T> {
	if (suffix === '') return call();
	const { node } = context.getExecuteData();
	const { id } = node;
	node.id = `${id}:${suffix}`;
	try {
		return call();
	} finally {
		node.id = id;
	}
}

/**
 * A row of the node that runs. Its keys are lost where two calls for the same row overlap
 * (`keyStore.ts`).
 *
 * @param suffix distinguishes the rows of a node; empty for its main row
 * @param maxKeys the oldest keys beyond this number are forgotten
 * @param attempt makes one call to n8n, and may repeat it
 */
export function keyRow(
	context: KeyContext,
	suffix: string,
	maxKeys: number,
	attempt: <T>(call: () => Promise<T>) => Promise<T> = async (call) => await call(),
): KeyRow {
	const options = { mode: 'entries', maxEntries: maxKeys } as const;
	const withoutLimit = { mode: 'entries' } as const;
	const { helpers } = context;
	const add = async (keys: readonly string[], limits: ICheckProcessedOptions) => {
		const call = async () => await helpers.checkProcessedAndRecord([...keys], 'node', limits);
		const { new: added } = await attempt(async () => await callAs(context, suffix, call));
		return new Set(added.map(String));
	};
	const remove = async (keys: readonly string[]) => {
		const call = async () => await helpers.removeProcessed([...keys], 'node', options);
		await attempt(async () => await callAs(context, suffix, call));
	};
	return {
		add: async (keys) => await add(keys, options),
		remove,
		// n8n tells what a row holds only where it adds to it; older keys must not be forgotten for that.
		// Never repeated as a whole: the second time, everything would be found.
		async find(keys) {
			const missing = await add(keys, withoutLimit);
			if (missing.size > 0) await remove([...missing]);
			return new Set(keys.filter((key) => !missing.has(key)));
		},
		async isEmpty() {
			const call = async () => await helpers.getProcessedDataCount('node', options);
			return (await attempt(async () => await callAs(context, suffix, call))) === 0;
		},
		async clear() {
			const call = async () => await helpers.clearAllProcessedItems('node', options);
			await attempt(async () => await callAs(context, suffix, call));
		},
	};
}

/** The part of a row that belongs to one set, where all sets of a node share its main row. */
export function partOf(row: KeyRow, name: string): KeyRow {
	const stored = (key: string) => (name === '' ? key : `${name}:${key}`);
	return {
		async add(keys) {
			const added = await row.add(keys.map(stored));
			return new Set(keys.filter((key) => added.has(stored(key))));
		},
		remove: async (keys) => await row.remove(keys.map(stored)),
		async find(keys) {
			const found = await row.find(keys.map(stored));
			return new Set(keys.filter((key) => found.has(stored(key))));
		},
		isEmpty: async () => await row.isEmpty(),
		clear: async () => undefined,
	};
}

/** The answer of the first try in this process; the same until n8n is updated. */
let areRowsSeparate: Promise<boolean> | undefined;

async function tryRows(context: KeyContext): Promise<boolean> {
	const key = randomUUID();
	// Where both are the node's main row, its other keys must stay.
	const [first, second] = ['a', 'b'].map((name) =>
		keyRow(context, `try:${key}:${name}`, Number.MAX_SAFE_INTEGER),
	);
	await first?.add([key]);
	if ((await second?.add([key]))?.has(key) !== true) return false;
	await first?.clear();
	await second?.clear();
	return true;
}

/**
 * Whether this n8n still keeps the rows of different suffixes apart. Where it does not, only a node's
 * main row may be used, and it must never be cleared.
 *
 * @throws where n8n has no such store, or its database fails
 */
export async function hasSeparateRows(context: KeyContext): Promise<boolean> {
	areRowsSeparate ??= tryRows(context);
	try {
		return await areRowsSeparate;
	} catch (error) {
		areRowsSeparate = undefined;
		return rethrow(error);
	}
}
