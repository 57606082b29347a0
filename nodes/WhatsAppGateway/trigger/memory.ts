import { createHash } from 'node:crypto';

/** How long an event is remembered, in minutes: gateways repeat themselves for up to a week. */
const rememberedMinutes = 7 * 24 * 60;

/** How many events are remembered: in this process, and in what n8n keeps of the node. */
const most = { here: 20_000, kept: 1_000 } as const;

/** When each event was first seen, in minutes since 1970, the oldest first; by node. */
const seen = new Map<string, Map<string, number>>();

/** What n8n keeps of a node between two deliveries. */
export interface SeenData {
	/** `digest:minute` of each event, the oldest first. */
	seen?: unknown;
}

function digest(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 16);
}

/** An event as n8n keeps it. */
function toEntry([name, minute]: readonly [string, number]): string {
	return `${name}:${minute}`;
}

function load({ seen: kept }: SeenData): Map<string, number> {
	const entries = (Array.isArray(kept) ? kept : []).flatMap((entry): Array<[string, number]> => {
		const [, id, minute] = /^([\w-]{16}):(\d+)$/.exec(String(entry)) ?? [];
		return id === undefined ? [] : [[id, Number(minute)]];
	});
	return new Map(entries);
}

function forget(events: Map<string, number>, now: number): void {
	for (const [id, minute] of events) {
		if (events.size <= most.here && now - minute <= rememberedMinutes) return;
		events.delete(id);
	}
}

/**
 * Takes note of events and tells which of them are new. Deliveries that arrive together share the
 * memory of this process; what n8n keeps outlives it.
 *
 * @param node names workflow and node
 * @param kept is changed, for n8n to keep
 * @param now milliseconds since 1970
 */
export function markSeen(
	node: string,
	kept: SeenData,
	ids: readonly string[],
	now: number,
): boolean[] {
	const minute = Math.floor(now / 60_000);
	const known = seen.get(node) ?? new Map<string, number>();
	// Another process may have seen what this one has not.
	for (const [id, at] of load(kept)) if (!known.has(id)) known.set(id, at);
	seen.set(node, known);
	const fresh = ids.map((id) => {
		const name = digest(id);
		if (known.has(name)) return false;
		known.set(name, minute);
		return true;
	});
	forget(known, minute);
	if (fresh.includes(true)) {
		kept.seen = [...known].slice(-most.kept).map(toEntry);
	}
	return fresh;
}

/**
 * Takes a note back: the events did not start a run, and the gateway will tell them again.
 *
 * @param kept is changed, for n8n to keep
 */
export function unmark(node: string, kept: SeenData, ids: readonly string[]): void {
	const names = new Set(ids.map(digest));
	for (const name of names) seen.get(node)?.delete(name);
	kept.seen = [...load(kept)].filter(([name]) => !names.has(name)).map(toEntry);
}

/** Forgets what this process knows of a node; what n8n keeps stays. For tests of a restart. */
export function clearSeen(node: string): void {
	seen.delete(node);
}
