import { createHash } from 'node:crypto';

/** Gateways redeliver for up to a week. */
const maxAgeMinutes = 7 * 24 * 60;

/** Events of one node that this process remembers. */
const maxEventsInProcess = 20_000;

/** Events of one node in n8n's static data, which is stored with the workflow. */
const maxEventsStored = 1_000;

/** By node: when each event was first seen, in minutes since 1970, the oldest first. */
const seenByNode = new Map<string, Map<string, number>>();

/** The node's static data, which n8n stores between two deliveries. */
export interface SeenData {
	/** `digest:minute` of each event, the oldest first. */
	seen?: unknown;
}

function digest(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 16);
}

function toEntry([name, minute]: readonly [string, number]): string {
	return `${name}:${minute}`;
}

function readEntries({ seen }: SeenData): Map<string, number> {
	const entries = (Array.isArray(seen) ? seen : []).flatMap((entry): Array<[string, number]> => {
		const [, name, minute] = /^([\w-]{16}):(\d+)$/.exec(String(entry)) ?? [];
		return name === undefined ? [] : [[name, Number(minute)]];
	});
	return new Map(entries);
}

function deleteOld(seen: Map<string, number>, nowMinutes: number): void {
	for (const [name, minute] of seen) {
		if (seen.size <= maxEventsInProcess && nowMinutes - minute <= maxAgeMinutes) return;
		seen.delete(name);
	}
}

/**
 * Marks events as seen, and returns for each one whether it is new. Deliveries that arrive together
 * share the memory of this process; the static data outlives a restart.
 *
 * @param nodeKey identifies workflow and node
 * @param data is changed, for n8n to store
 * @param now milliseconds since 1970
 */
export function markSeen(
	nodeKey: string,
	data: SeenData,
	ids: readonly string[],
	now: number,
): boolean[] {
	const nowMinutes = Math.floor(now / 60_000);
	const seen = seenByNode.get(nodeKey) ?? new Map<string, number>();
	// Another process may have seen events that this one has not.
	for (const [name, minute] of readEntries(data)) if (!seen.has(name)) seen.set(name, minute);
	seenByNode.set(nodeKey, seen);
	const isNew = ids.map((id) => {
		const name = digest(id);
		if (seen.has(name)) return false;
		seen.set(name, nowMinutes);
		return true;
	});
	deleteOld(seen, nowMinutes);
	if (isNew.includes(true)) data.seen = [...seen].slice(-maxEventsStored).map(toEntry);
	return isNew;
}

/**
 * Marks events as not seen: they started no run, and the gateway will deliver them again.
 *
 * @param data is changed, for n8n to store
 */
export function unmark(nodeKey: string, data: SeenData, ids: readonly string[]): void {
	const names = new Set(ids.map(digest));
	for (const name of names) seenByNode.get(nodeKey)?.delete(name);
	data.seen = [...readEntries(data)].filter(([name]) => !names.has(name)).map(toEntry);
}

/** Clears the memory of this process, but not the static data: a restart, for tests. */
export function clearSeen(nodeKey: string): void {
	seenByNode.delete(nodeKey);
}
