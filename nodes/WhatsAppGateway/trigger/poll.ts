import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import { asText, asTexts } from '../core/narrow';
import { openSession, type Session } from '../session/session';
import { toItemWithFile } from './download';
import { nodeStateKey, readSettings } from './settings';

/** What was seen up to the last look. */
export interface Seen {
	/** Of the newest message, ISO 8601. */
	readonly until: string;
	/** The messages of the last minutes before, which a list may tell late or again. */
	readonly ids: readonly string[];
}

/** How far a look goes back behind the newest message, in milliseconds. */
const overlap = 10 * 60_000;

/** What n8n keeps, as far as it can be read. */
export function readSeen(kept: Readonly<Record<string, unknown>>): Seen | null {
	const until = asText(kept['until']);
	return until === null || Number.isNaN(Date.parse(until))
		? null
		: { until, ids: asTexts(kept['ids']) };
}

/** What is new in a list that begins with the newest, oldest first, and what is seen after it. */
export async function findNewEvents(
	list: AsyncIterable<GatewayEvent>,
	seen: Seen,
	now: number,
): Promise<{ fresh: GatewayEvent[]; seen: Seen }> {
	const back = Date.parse(seen.until) - overlap;
	const known = new Set(seen.ids);
	const found: GatewayEvent[] = [];
	const isTimeless = ({ at }: GatewayEvent) => Date.parse(at) === 0;
	for await (const event of list) {
		// A list is in order of time as a rule; a late row, or one without a time, does not end it.
		if (Date.parse(event.at) < back - overlap && !isTimeless(event)) break;
		found.push(event);
	}
	// A row from the future must not hide what comes before it.
	const latestTime = new Date(now).toISOString();
	const until = found
		.filter(({ at }) => at <= latestTime)
		.reduce((last, { at }) => (at > last ? at : last), seen.until);
	const recent = Date.parse(until) - overlap;
	const isRecent = (event: GatewayEvent, since: number) =>
		Date.parse(event.at) >= since || isTimeless(event);
	const fresh = found.filter((event) => !known.has(event.id) && isRecent(event, back));
	return {
		fresh: fresh.sort((a, b) => a.at.localeCompare(b.at)),
		seen: {
			until,
			ids: found.filter((event) => isRecent(event, recent)).map(({ id }) => id),
		},
	};
}

const limits = { timeout: 30, maxWait: 20 };

function requireInbox({ gateway }: Session) {
	if (gateway.inbox !== undefined) return gateway.inbox;
	const instead =
		gateway.webhook === undefined
			? 'It tells nothing that happens. Use another gateway’s credential.'
			: 'Use the WhatsApp Gateway Trigger.';
	throw new GatewayError('unsupported', `${gateway.name} cannot be asked for new messages.`, {
		hint: instead,
	});
}

/** The newest message, for a user who tries the trigger in the editor. */
async function newestEvent(list: AsyncIterable<GatewayEvent>): Promise<GatewayEvent[]> {
	for await (const event of list) return [event];
	return [];
}

async function outputs(
	context: IPollFunctions,
	session: Session,
	events: readonly GatewayEvent[],
): Promise<INodeExecutionData[][] | null> {
	const settings = readSettings(context);
	const passing = events.filter(settings.wants);
	if (passing.length === 0) return null;
	const items = [];
	for (const event of passing) {
		items.push(await toItemWithFile(context, session, event, settings.megabytes));
	}
	return settings.outputs(items);
}

/** How far back a look asks: what a list tells late is not missed, and what was there is known. */
function withOverlap(time: string): string {
	return new Date(Date.parse(time) - overlap).toISOString();
}

/** The nodes that are looking; a look that takes longer than its interval is not overtaken. */
const polling = new Set<string>();

/** What came since the last look; `null` where there is nothing, or a look is still under way. */
export async function pollInbox(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = nodeStateKey(context);
	if (polling.has(node)) return null;
	polling.add(node);
	try {
		return await pollOnce(context);
	} finally {
		polling.delete(node);
	}
}

/**
 * What came since the last look. The first one remembers where it stands and gives nothing; one that
 * fails moves nothing, so that the next one sees the same again.
 */
async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const session = await openSession(context, limits);
	const { listSince, minIntervalSeconds } = requireInbox(session);
	const { connection } = session;
	if (context.getMode() === 'manual') {
		return await outputs(context, session, await newestEvent(listSince(null, connection)));
	}
	const kept = context.getWorkflowStaticData('node');
	const looked = Number(kept['lookedAt'] ?? 0);
	const seen = readSeen(kept);
	const now = Date.now();
	// A workflow may look every second; the gateway asks for fewer questions.
	if (seen !== null && now - looked < minIntervalSeconds * 1000 - 1000 && now >= looked)
		return null;

	if (seen === null) {
		const [newest] = await newestEvent(listSince(null, connection));
		const begin = { until: newest?.at ?? new Date(now).toISOString(), ids: [] };
		const { seen: first } = await findNewEvents(
			listSince(withOverlap(begin.until), connection),
			begin,
			now,
		);
		Object.assign(kept, { ...first, lookedAt: now });
		return null;
	}
	const { fresh, seen: next } = await findNewEvents(
		listSince(withOverlap(seen.until), connection),
		seen,
		now,
	);
	const given = await outputs(context, session, fresh);
	Object.assign(kept, { ...next, lookedAt: now });
	return given;
}
