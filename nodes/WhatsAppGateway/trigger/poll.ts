import type { IExecuteFunctions, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import { rethrow } from '../core/rethrow';
import type { Inbox } from '../core/webhook';
import { toOperationError } from '../n8n/operationError';
import { withoutEvents } from '../session/gatewayNames';
import { openSession, type Session } from '../session/session';
import { forwardAnswers } from '../sendAndWait/forward';
import { toItem } from './item';
import { findNewEvents, listFrom, readCursor, startCursor } from './newEvents';
import { nodeStateKey, readEventFilter } from './triggerSettings';

/** In seconds: the next poll comes soon enough, so this one does not wait long. */
const pollLimits = { timeout: 30, maxWait: 20 };

/** Milliseconds in which a tap that cannot be passed on holds up all later messages. */
const maxForwardMs = 15 * 60_000;

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
	const { listSince, minIntervalSeconds } = requireInbox(session);
	const { connection } = session;
	const accepts = readEventFilter(context);
	const data = context.getWorkflowStaticData('node');
	const storedCursor = readCursor(data);
	const now = Date.now();
	if (storedCursor !== null && isTooSoon(Number(data['polledAt'] ?? 0), now, minIntervalSeconds)) {
		return null;
	}
	const [newest] = storedCursor === null ? await getNewestEvent(listSince(null, connection)) : [];
	const cursor = storedCursor ?? startCursor(newest, now);
	const list = listSince(listFrom(cursor), connection);
	const { newEvents, cursor: nextCursor } = await findNewEvents(list, cursor, now);
	const found = storedCursor === null ? [] : newEvents;
	const isFresh = ({ at }: GatewayEvent) => now - Date.parse(at) < maxForwardMs;
	const { rest, isComplete } = await forwardAnswers(context, session, found, isFresh);
	// The next poll finds all of it again.
	if (!isComplete) return null;
	Object.assign(data, { ...nextCursor, polledAt: now });
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
	const newest = await getNewestEvent(requireInbox(session).listSince(null, session.connection));
	return newest.filter(readEventFilter(context)).map(toItem);
}
