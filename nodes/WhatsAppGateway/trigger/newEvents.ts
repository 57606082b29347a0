import type { GatewayEvent } from '../core/event';
import { asText, asTexts } from '../core/narrow';

/** How far the polls have come, as n8n stores it. */
export interface PollCursor {
	/** The time of the newest message, ISO 8601. */
	readonly newestAt: string;
	/** The messages of the last minutes before, which a list may show late or again. */
	readonly recentIds: readonly string[];
}

/**
 * How far a poll looks back behind the newest message. Lists show some messages late, and a gateway
 * that writes its local time goes back by an hour once a year.
 */
const overlapMs = 70 * 60_000;

/** How far a list is read behind that, since its rows are not quite in order. */
const disorderMs = 10 * 60_000;

/** Reads the cursor from the node's static data; `null` where there is none that can be read. */
export function readCursor(data: Readonly<Record<string, unknown>>): PollCursor | null {
	const newestAt = asText(data['newestAt']);
	return newestAt === null || Number.isNaN(Date.parse(newestAt))
		? null
		: { newestAt, recentIds: asTexts(data['recentIds']) };
}

/** Whether the gateway gave no time. */
function isTimeless({ at }: GatewayEvent): boolean {
	return Date.parse(at) === 0;
}

/**
 * The cursor of the first poll: what is listed now is old.
 *
 * @param newest the newest event of all; `undefined` where there is none, and all that comes is new
 * @param now milliseconds since 1970
 */
export function startCursor(newest: GatewayEvent | undefined, now: number): PollCursor {
	const at = newest === undefined ? 0 : Date.parse(newest.at);
	// A time in the future would hide what comes until then.
	const isUsable = newest === undefined || (!isTimeless(newest) && at <= now);
	return { newestAt: new Date(isUsable ? at : now).toISOString(), recentIds: [] };
}

/** The time from which a poll must list, ISO 8601. */
export function listFrom({ newestAt }: PollCursor): string {
	return new Date(Math.max(0, Date.parse(newestAt) - overlapMs)).toISOString();
}

/** Reads a list as far back as a poll needs it, each event once, the newest first. */
async function readList(
	list: AsyncIterable<GatewayEvent>,
	overlapStart: number,
): Promise<GatewayEvent[]> {
	// A message that comes between two pages moves a row to the next one, where it is listed again.
	const listed = new Map<string, GatewayEvent>();
	for await (const event of list) {
		// Lists are ordered by time, with exceptions: a late row or one without a time is not the end.
		if (Date.parse(event.at) < overlapStart - disorderMs && !isTimeless(event)) break;
		if (!listed.has(event.id)) listed.set(event.id, event);
	}
	return [...listed.values()];
}

/** Sorts a list, the oldest first. What has the same time, or none, keeps the order of the list. */
function sortOldestFirst(listed: readonly GatewayEvent[]): GatewayEvent[] {
	let last = '';
	return [...listed]
		.reverse()
		.map((event) => {
			if (!isTimeless(event)) last = event.at;
			return { event, at: last };
		})
		.sort((a, b) => a.at.localeCompare(b.at))
		.map(({ event }) => event);
}

/**
 * Finds the new events of a list.
 *
 * @param list the newest first
 * @param now milliseconds since 1970
 * @returns the new events, the oldest first, and the cursor after them
 */
export async function findNewEvents(
	list: AsyncIterable<GatewayEvent>,
	cursor: PollCursor,
	now: number,
): Promise<{ newEvents: GatewayEvent[]; cursor: PollCursor }> {
	const overlapStart = Date.parse(cursor.newestAt) - overlapMs;
	const knownIds = new Set(cursor.recentIds);
	const listed = await readList(list, overlapStart);
	// A row with a future time must not hide the ones that come before it.
	const latestTime = new Date(now).toISOString();
	const newestAt = listed
		.filter(({ at }) => at <= latestTime)
		.reduce((newest, { at }) => (at > newest ? at : newest), cursor.newestAt);
	const isSince = (event: GatewayEvent, time: number) =>
		Date.parse(event.at) >= time || isTimeless(event);
	const nextOverlapStart = Date.parse(newestAt) - overlapMs;
	return {
		newEvents: sortOldestFirst(
			listed.filter((event) => !knownIds.has(event.id) && isSince(event, overlapStart)),
		),
		cursor: {
			newestAt,
			recentIds: listed.filter((event) => isSince(event, nextOverlapStart)).map(({ id }) => id),
		},
	};
}
