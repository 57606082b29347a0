import { createHash } from 'node:crypto';

/** Gateways redeliver for up to a week. */
const maxAgeMinutes = 7 * 24 * 60;

/** Events of one node that this process remembers. */
const maxEvents = 20_000;

/** By node: when each event was first seen, in minutes since 1970, the oldest first. */
const seenByNode = new Map<string, Map<string, number>>();

function digest(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 16);
}

function deleteOld(seen: Map<string, number>, nowMinutes: number): void {
	for (const [name, minute] of seen) {
		if (seen.size <= maxEvents && nowMinutes - minute <= maxAgeMinutes) return;
		seen.delete(name);
	}
}

/**
 * Marks events as seen by this process, and returns for each one whether it is new to it. What it
 * knows needs no execution; what another process has seen, or this one before a restart, is found
 * in the run (`storedEvents.ts`).
 *
 * @param nodeKey identifies workflow and node
 * @param now milliseconds since 1970
 */
export function markSeen(nodeKey: string, ids: readonly string[], now: number): boolean[] {
	const nowMinutes = Math.floor(now / 60_000);
	const seen = seenByNode.get(nodeKey) ?? new Map<string, number>();
	seenByNode.set(nodeKey, seen);
	const isNew = ids.map((id) => {
		const name = digest(id);
		if (seen.has(name)) return false;
		seen.set(name, nowMinutes);
		return true;
	});
	deleteOld(seen, nowMinutes);
	return isNew;
}

/** Whether this process has seen an event. */
export function isSeen(nodeKey: string, id: string): boolean {
	return seenByNode.get(nodeKey)?.has(digest(id)) === true;
}

/** Marks events as not seen: they started no run, and the gateway will deliver them again. */
export function unmark(nodeKey: string, ids: readonly string[]): void {
	for (const id of ids) seenByNode.get(nodeKey)?.delete(digest(id));
}
