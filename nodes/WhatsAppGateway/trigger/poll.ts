import type { IExecuteFunctions, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { EventKind, GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import { asTexts } from '../core/narrow';
import { rethrow } from '../core/rethrow';
import type { Inbox } from '../core/webhook';
import { toOperationError } from '../n8n/operationError';
import { withoutEvents } from '../session/gatewayNames';
import { openSession, type Session } from '../session/session';
import { forwardAnswers } from '../sendAndWait/forward';
import { toItem } from './item';
import { findNewEvents, listFrom, readCursor, startCursor } from './newEvents';
import {
	nodeStateKey,
	pollConnection,
	readEventFilter,
	readSelectedEvents,
} from './triggerSettings';

/** In seconds: the next poll comes soon enough, so this one does not wait long. */
const pollLimits = { timeout: 30, maxWait: 20 };

/** Milliseconds in which a tap that cannot be passed on holds up all later messages. */
const maxForwardMs = 15 * 60_000;

/** Events among which a test run looks for one that passes the filters. */
const maxLooked = 100;

/** Throws `unsupported` where the gateway cannot be polled. */
function requireInbox({ gateway }: Session): Inbox {
	if (gateway.inbox !== undefined) return gateway.inbox;
	throw new GatewayError('unsupported', `${gateway.name} cannot be polled for messages.`, {
		hint:
			gateway.webhook === undefined ? withoutEvents(gateway) : 'Use the WhatsApp Gateway Trigger.',
	});
}

/** Gets the newest event, in a list for what takes several. */
async function getNewestEvent(list: AsyncIterable<GatewayEvent>): Promise<GatewayEvent[]> {
	for await (const event of list) return [event];
	return [];
}

/** The selected events that have lists of their own. */
function wantedLists(context: IPollFunctions | IExecuteFunctions, inbox: Inbox): EventKind[] {
	const { ownLists = [] } = inbox;
	return readSelectedEvents(context).filter((kind) => ownLists.includes(kind));
}

/** Whether the last poll is too short ago for the gateway. */
function isTooSoon(polledAt: number, now: number, minIntervalSeconds: number): boolean {
	// n8n's timer is not exact, so one second less is enough.
	return now >= polledAt && now - polledAt < (minIntervalSeconds - 1) * 1000;
}

/**
 * Polls once. The first poll only stores the cursor and outputs nothing; one that fails does not move
 * the cursor, so that the next one finds the same events again. n8n stores it with the run.
 */
async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const session = await openSession(context, pollLimits);
	const inbox = requireInbox(session);
	const { listSince, minIntervalSeconds } = inbox;
	const wanted = wantedLists(context, inbox);
	const connection = pollConnection(context, session);
	const accepts = readEventFilter(context);
	const data = context.getWorkflowStaticData('node');
	const storedCursor = readCursor(data);
	const now = Date.now();
	if (storedCursor !== null && isTooSoon(Number(data['polledAt'] ?? 0), now, minIntervalSeconds)) {
		return null;
	}
	const [newest] =
		storedCursor === null ? await getNewestEvent(listSince(null, connection, wanted)) : [];
	const cursor = storedCursor ?? startCursor(newest, now);
	const list = listSince(listFrom(cursor), connection, wanted);
	const { newEvents, cursor: nextCursor } = await findNewEvents(list, cursor, now);
	// What a list holds that was selected since the last poll is old, as all is at the first poll.
	const polled = asTexts(data['lists']);
	const newlyWanted = wanted.filter((kind) => !polled.includes(kind));
	const isOld = ({ event, at }: GatewayEvent) =>
		newlyWanted.includes(event) && Date.parse(at) <= Number(data['polledAt'] ?? 0);
	const found = storedCursor === null ? [] : newEvents.filter((event) => !isOld(event));
	const isFresh = ({ at }: GatewayEvent) => now - Date.parse(at) < maxForwardMs;
	const { rest, isComplete } = await forwardAnswers(context, session, found, isFresh);
	// The next poll finds all of it again.
	if (!isComplete) return null;
	Object.assign(data, { ...nextCursor, polledAt: now, lists: wanted });
	const items = rest.filter(accepts).map(toItem);
	return items.length === 0 ? null : [items];
}

/** The nodes with a poll in progress, by state key. */
const polling = new Set<string>();

/**
 * Polls for what came since the last poll; `null` where nothing did, or another poll of the node is
 * still in progress.
 *
 * @throws NodeOperationError for a fault
 */
export async function pollInbox(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const nodeKey = nodeStateKey(context);
	if (polling.has(nodeKey)) return null;
	polling.add(nodeKey);
	try {
		return await pollOnce(context);
	} catch (error) {
		return rethrow(toOperationError(context.getNode(), error));
	} finally {
		polling.delete(nodeKey);
	}
}

/** The newest event that passes the filters, for a test run in the editor: an item, or none. */
export async function pollNewest(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const session = await openSession(context, pollLimits);
	const inbox = requireInbox(session);
	const accepts = readEventFilter(context);
	const list = inbox.listSince(null, pollConnection(context, session), wantedLists(context, inbox));
	let looked = 0;
	for await (const event of list) {
		if (accepts(event)) return [toItem(event)];
		looked += 1;
		if (looked >= maxLooked) break;
	}
	return [];
}
