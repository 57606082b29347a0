import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { GatewayEvent } from '../../core/event';
import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import { chatOf } from './chat';
import { overdueWindows, writeNotes } from './notes';
import { Collector, ownProcess, wait } from './collector';
import type { Window } from './windows';
import { toItem } from '../item';
import { ownAddress } from './ownWebhook';
import { isSeen, markSeen, unmark } from '../seenEvents';
import { nodeStateKey, readQuietSeconds } from '../triggerSettings';
import type { WebhookSession } from '../webhookSession';

/** In milliseconds: an event waits this long for the run of what came before it. */
const maxWaitForRun = 4_000;

/** Answers a call of the node itself. */
function respond(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(String(status));
	return { noWebhookResponse: true };
}

function collectorOf(context: IWebhookFunctions, session: WebhookSession): Collector | null {
	const address = ownAddress(context);
	return address === null || session.proveOwnCall('') === ''
		? null
		: new Collector(context, address);
}

/** What becomes of a delivery's events. */
interface Sorted {
	/** Those that start a run at once. */
	readonly rest: GatewayEvent[];
	/** The windows with messages of this delivery. */
	readonly filled: Set<Window>;
	/** The windows that ended, because more than a message came. */
	readonly ended: Set<Window>;
}

/** Puts the messages of a delivery into windows, and ends those of people who did something else. */
function sortEvents(
	nodeKey: string,
	{ windows }: Collector,
	events: readonly GatewayEvent[],
	quietMs: number,
): Sorted {
	const sorted: Sorted = { rest: [], filled: new Set(), ended: new Set() };
	for (const event of events) {
		const waiting = windows.withEvent(event.id);
		const chat = chatOf(event);
		if (waiting !== undefined) {
			sorted.filled.add(waiting);
		} else if (isSeen(nodeKey, event.id)) {
			continue;
		} else if (quietMs > 0 && event.event === 'message' && chat !== null) {
			sorted.filled.add(windows.add(chat, event, quietMs, Date.now()));
		} else {
			sorted.rest.push(event);
			if (chat !== null) windows.endChat(chat).forEach((window) => sorted.ended.add(window));
		}
	}
	return sorted;
}

/** Waits until the runs of windows have begun, or for as long as the gateway has patience. */
async function untilBegun(windows: ReadonlySet<Window>): Promise<void> {
	if (windows.size === 0) return;
	await Promise.race([Promise.all([...windows].map(({ begun }) => begun)), wait(maxWaitForRun)]);
}

/**
 * Takes messages out of their windows, where they cannot be noted: they start a run at once.
 *
 * @throws GatewayError where a run of theirs is about to begin; the gateway delivers them again
 */
function removeFromWindows({ windows }: Collector, filled: ReadonlySet<Window>): GatewayEvent[] {
	const taken = [...filled].filter(({ id }) => windows.get(id) !== undefined);
	if (taken.some(({ isHeld }) => isHeld)) {
		throw new GatewayError('temporarilyUnavailable', 'A message could not be noted.');
	}
	for (const { id } of taken) windows.remove(id);
	return taken.flatMap(({ events }) => events);
}

/**
 * Collects the messages among the events of a delivery, if the user wants it, and returns the events that
 * start a run now. The messages are in n8n's database when it resolves. What a person does beside writing ends
 * the collection of that person's messages, and comes after their run.
 */
export async function collectMessages(
	context: IWebhookFunctions,
	session: WebhookSession,
	events: readonly GatewayEvent[],
): Promise<readonly GatewayEvent[]> {
	if (context.getMode() === 'manual') return events;
	const collector = collectorOf(context, session);
	if (collector === null) return events;
	const { windows } = collector;
	const quietMs = readQuietSeconds(context) * 1000;
	const hasLeft =
		overdueWindows(context.getWorkflowStaticData('node'), ownProcess, Date.now()).length > 0;
	if (quietMs === 0 && windows.all().length === 0 && !hasLeft) return events;
	const { rest, filled, ended } = sortEvents(nodeStateKey(context), collector, events, quietMs);
	if (filled.size > 0) {
		try {
			await collector.note();
		} catch {
			context.logger.warn(
				'WhatsApp Gateway Trigger: messages were not collected, because n8n could not call its own webhook. They start a run each.',
				{ node: context.getNode().name },
			);
			rest.unshift(...removeFromWindows(collector, filled));
		}
	} else if (hasLeft) {
		void collector.note().catch(() => undefined);
	}
	collector.beginAll();
	await untilBegun(ended);
	return rest;
}

/** Ends the collection of what people have written so far, for events that start no run here. */
export function endCollection(
	context: IWebhookFunctions,
	session: WebhookSession,
	events: readonly GatewayEvent[],
): void {
	const collector = collectorOf(context, session);
	for (const chat of events.map(chatOf)) if (chat !== null) collector?.windows.endChat(chat);
}

/** Writes the windows of this process into n8n's database, and takes over what an ended process left. */
function answerNote(context: IWebhookFunctions, collector: Collector): IWebhookResponseData {
	const nodeKey = nodeStateKey(context);
	const { windows, address } = collector;
	const data = context.getWorkflowStaticData('node');
	const now = Date.now();
	for (const { chat, events } of overdueWindows(data, ownProcess, now)) {
		const fresh = events.filter(({ id }) => !windows.withEvent(id) && !isSeen(nodeKey, id));
		if (fresh.length > 0) windows.addEnded(chat, fresh, now);
	}
	const all = windows.all();
	writeNotes(data, { process: ownProcess, address, windows: all }, now);
	for (const window of all) window.isNoted = true;
	collector.beginAll();
	// n8n saves the data before it gives this answer, and not before one that is given here.
	return { webhookResponse: 'Noted.' };
}

/** Starts the run of a window when it has ended. */
async function answerBegin(
	context: IWebhookFunctions,
	{ windows }: Collector,
	id: string,
): Promise<IWebhookResponseData> {
	await windows.untilEnd(id);
	const window = windows.get(id);
	if (window === undefined || window.isTaken) return respond(context, 409);
	const nodeKey = nodeStateKey(context);
	const ids = window.events.map((event) => event.id);
	const isNew = markSeen(nodeKey, ids);
	const fresh = window.events.filter((_event, index) => isNew[index]);
	if (fresh.length === 0) {
		windows.remove(id);
		return respond(context, 200);
	}
	window.isTaken = true;
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) windows.remove(id);
	});
	response.once('close', () => {
		if (windows.get(id) === undefined) return;
		// Also where the connection ended first: of two runs, the second one finds its events known.
		window.isTaken = false;
		unmark(nodeKey, ids);
	});
	return { workflowData: [fresh.map(toItem)] };
}

/** Answers a call of the node itself: `note`, `pickUp` or `begin`. */
export async function answerOwnCall(
	context: IWebhookFunctions,
	session: WebhookSession,
	{ call, process, window }: JsonObject & { readonly call: string },
): Promise<IWebhookResponseData> {
	const collector = collectorOf(context, session);
	// Another process has other windows.
	const isMine = call === 'pickUp' || process === ownProcess;
	if (collector === null || !isMine) return respond(context, 409);
	return call === 'begin'
		? await answerBegin(context, collector, asText(window) ?? '')
		: answerNote(context, collector);
}
