import type { GatewayEvent } from '../core/event';
import { asText, asTexts } from '../core/narrow';

/** How far the polls have come, as n8n stores it. */
export interface PollCursor {
	/** The time of the newest message, ISO 8601. */
	readonly newestAt: string;
	/** The messages of the last minutes before, which a list may show late or again. */
	readonly recentIds: readonly string[];
}

/** How far a poll reads back behind the newest message, because lists show some messages late. */
const overlapMs = 10 * 60_000;

/** Reads the cursor from the node's static data; `null` where there is none that can be read. */
export function readCursor(data: Readonly<Record<string, unknown>>): PollCursor | null {
	const newestAt = asText(data['newestAt']);
	return newestAt === null || Number.isNaN(Date.parse(newestAt))
		? null
		: { newestAt, recentIds: asTexts(data['recentIds']) };
}

/** The time from which a poll must list, ISO 8601. */
export function listFrom({ newestAt }: PollCursor): string {
	return new Date(Date.parse(newestAt) - overlapMs).toISOString();
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
	const listed: GatewayEvent[] = [];
	const isTimeless = ({ at }: GatewayEvent) => Date.parse(at) === 0;
	for await (const event of list) {
		// Lists are ordered by time, with exceptions: a late row or one without a time is not the end.
		if (Date.parse(event.at) < overlapStart - overlapMs && !isTimeless(event)) break;
		listed.push(event);
	}
	// A row with a future time must not hide the ones that come before it.
	const latestTime = new Date(now).toISOString();
	const newestAt = listed
		.filter(({ at }) => at <= latestTime)
		.reduce((newest, { at }) => (at > newest ? at : newest), cursor.newestAt);
	const isSince = (event: GatewayEvent, time: number) =>
		Date.parse(event.at) >= time || isTimeless(event);
	const nextOverlapStart = Date.parse(newestAt) - overlapMs;
	return {
		newEvents: listed
			.filter((event) => !knownIds.has(event.id) && isSince(event, overlapStart))
			.sort((a, b) => a.at.localeCompare(b.at)),
		cursor: {
			newestAt,
			recentIds: listed.filter((event) => isSince(event, nextOverlapStart)).map(({ id }) => id),
		},
	};
}
