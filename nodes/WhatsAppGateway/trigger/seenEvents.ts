import { createHash } from 'node:crypto';

import { BoundedMap } from '../core/boundedMap';
import { monotonicNow } from '../core/monotonicNow';

/** Gateways redeliver for up to a week. */
const weekMs = 7 * 24 * 60 * 60_000;

/** Events that this process remembers, of all nodes together: some 10 MB. Between half and all are kept. */
const maxEvents = 100_000;

/** The events of every node, as {@link digest} names them. */
const seen = new BoundedMap<string, true>({ maxEntries: maxEvents, maxIdleMs: weekMs });

function digest(nodeKey: string, id: string): string {
	return createHash('sha256').update(`${nodeKey}\n${id}`).digest('base64url').slice(0, 16);
}

/**
 * Marks events as seen by this process, and returns for each one whether it is new to it. What it
 * knows needs no execution; what another process has seen, or this one before a restart, is found
 * in the run (`storedEvents.ts`).
 *
 * @param nodeKey identifies workflow and node
 * @param now milliseconds of the monotonic clock
 */
export function markSeen(nodeKey: string, ids: readonly string[], now = monotonicNow()): boolean[] {
	return ids.map((id) => {
		const name = digest(nodeKey, id);
		if (seen.get(name, now) !== undefined) return false;
		seen.set(name, true, now);
		return true;
	});
}

/** Whether this process has seen an event. */
export function isSeen(nodeKey: string, id: string): boolean {
	return seen.has(digest(nodeKey, id));
}

/** Marks events as not seen: they started no run, and the gateway will deliver them again. */
export function unmark(nodeKey: string, ids: readonly string[]): void {
	for (const id of ids) seen.delete(digest(nodeKey, id));
}
