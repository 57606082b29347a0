import { randomUUID } from 'node:crypto';
import { sleep } from 'n8n-workflow';

import { monotonicNow } from '../core/monotonicNow';
import { rethrow } from '../core/rethrow';
import type { KeyRow } from './keyRows';

/** The last of the calls that wait for a row, by row: they run one after the other. */
const lastCalls = new Map<string, Promise<unknown>>();

/** Runs `work` when all earlier calls of this process with the same name have ended. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
	const earlier = lastCalls.get(name) ?? Promise.resolve();
	const call = earlier.then(work);
	const ended = call.then(
		() => undefined,
		() => undefined,
	);
	lastCalls.set(name, ended);
	try {
		return await call;
	} finally {
		if (lastCalls.get(name) === ended) lastCalls.delete(name);
	}
}

/** Milliseconds between two tries to get a lock that another process holds. */
const retryMs = 25;

/** Milliseconds after which a lock is taken to be left behind by a process that has died. */
const abandonedMs = 2000;

/** Milliseconds after which the work is done without the lock, rather than not at all. */
const giveUpMs = 15_000;

const held = 'held';

/** Whether the lock was free and is now ours: a row is inserted once, whoever tries. */
async function take(row: KeyRow, mark: string): Promise<'taken' | 'held' | 'heldByAnother'> {
	const added = await row.add([held, mark]);
	if (added.has(held)) return 'taken';
	// A row without our mark is another one than at the last try.
	return added.has(mark) ? 'heldByAnother' : 'held';
}

/** A database that refuses so many tries in a row refuses everything. */
const maxRefusals = 20;

/** Waits for the lock; whether it was had. Throws where the database refuses all tries. */
async function acquire(row: KeyRow): Promise<boolean> {
	const mark = randomUUID();
	// Two who gave it up at the same moment could each delete the lock that the other one takes next.
	const breakMs = abandonedMs * (1 + Math.random());
	let refusals = 0;
	for (let waited = 0, unchanged = 0; waited < giveUpMs; waited += retryMs, unchanged += retryMs) {
		const outcome = await take(row, mark).then(
			(taken) => {
				refusals = 0;
				return taken;
			},
			(error: unknown) => {
				// Two processes inserted the row at once, and the database took the other one's.
				refusals += 1;
				return refusals < maxRefusals ? ('heldByAnother' as const) : rethrow(error);
			},
		);
		if (outcome === 'taken') return true;
		if (outcome === 'heldByAnother') unchanged = 0;
		if (unchanged >= breakMs) {
			await row.clear().catch(() => undefined);
			unchanged = 0;
		}
		await sleep(retryMs);
	}
	return false;
}

/** Runs `work` while no other process does: the lock is a row that exists as long as it is held. */
export async function whileLocked<T>(row: KeyRow, work: () => Promise<T>): Promise<T> {
	const hasLock = await acquire(row);
	const takenAt = monotonicNow();
	try {
		return await work();
	} finally {
		// Later, the row may be the lock of another process, which took ours to be left behind.
		const isOurs = hasLock && monotonicNow() - takenAt < abandonedMs;
		if (isOurs) await row.clear().catch(() => undefined);
	}
}
