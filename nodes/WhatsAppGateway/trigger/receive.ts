import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import { asObject, type JsonObject } from '../core/narrow';
import type { RawDelivery } from '../core/webhook';
import { forwardAnswers } from '../sendAndWait/forward';
import { answerOwnCall, collectMessages, endCollection } from './collect/collectMessages';
import { readDelivery } from './delivery';
import { acceptUnsigned, urlSecret, verifyToken } from './proofFields';
import { readFilters } from './filters';
import { toItem } from './item';
import { isOwnCall, readOwnCall } from './collect/ownWebhook';
import { markSeen, unmark } from './seenEvents';
import { nodeStateKey, readEventFilter } from './triggerSettings';
import { openWebhookSession, type WebhookSession } from './webhookSession';

/** In seconds: a delivery makes no requests. */
const deliveryLimits = { timeout: 30, maxWait: 0 };

/** The answer for which a gateway does not deliver again; n8n's own would be about the item. */
export const receivedAnswer = 'Received.';

/** Answers the request without starting a run. */
function respond(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** The options of the form, as they were entered. */
function optionsOf(context: IWebhookFunctions): JsonObject {
	return asObject(context.getNodeParameter('options', {}));
}

/**
 * Whether the secret in the URL proves a delivery: n8n passes on what came to that URL. A colon would
 * make it a pattern that other URLs match as well.
 */
function hasUrlSecret(context: IWebhookFunctions): boolean {
	const entered = asObject(context.getNode().parameters['options'])[urlSecret.name];
	return typeof entered === 'string' && /^[\w.~-]+$/.test(entered);
}

/** Whether to accept a delivery: it is proven, or the user accepts unsigned ones. */
function isAccepted(
	context: IWebhookFunctions,
	session: WebhookSession,
	delivery: RawDelivery,
): boolean {
	const verdict = session.verify(delivery, Date.now());
	if (verdict === 'genuine') return true;
	if (verdict === 'unsignedKind' && hasUrlSecret(context)) return true;
	// A signing secret is never weakened: there, only the secret in the URL proves what is not signed.
	const isUnsigned =
		verdict === 'unsigned' || (verdict === 'unsignedKind' && !session.hasWebhookSecret);
	return isUnsigned && optionsOf(context)[acceptUnsigned.name] === true;
}

/** The events of a delivery: of the credential's number alone, unless the user names the numbers. */
function readEvents(
	context: IWebhookFunctions,
	{ gateway: { webhook }, connection }: WebhookSession,
	delivery: RawDelivery,
): GatewayEvent[] {
	const { businessNumbers } = readFilters(asObject(context.getNodeParameter('filters', {})));
	const own = businessNumbers.length === 0 ? connection.account : undefined;
	return webhook?.events(delivery, own) ?? [];
}

/** Selects the events that this process has not seen, in order, each once. */
function selectNewEvents(
	context: IWebhookFunctions,
	events: readonly GatewayEvent[],
): GatewayEvent[] {
	// In a test run in the editor, the same event may come again.
	if (context.getMode() === 'manual') return [...events];
	const isNew = markSeen(
		nodeStateKey(context),
		events.map(({ id }) => id),
	);
	return events.filter((_event, index) => isNew[index]);
}

/** Answers the handshake by which Meta verifies the URL before it delivers anything. */
function respondToHandshake(
	context: IWebhookFunctions,
	session: WebhookSession,
): IWebhookResponseData {
	const manualToken = String(optionsOf(context)[verifyToken.name] ?? '');
	const tokens = [session.verifyToken, ...(manualToken === '' ? [] : [manualToken])];
	const challenge = session.gateway.webhook?.challenge?.(readDelivery(context), tokens);
	return challenge === undefined
		? respond(context, 403, 'Not subscribed.')
		: respond(context, 200, challenge);
}

/**
 * Starts a run, with all items at the first output; `beginRun` does the rest in it. n8n answers the
 * request once it has stored the run. Where it cannot, its answer makes the gateway deliver again, so
 * the events must not stay marked as seen.
 */
function startRun(
	context: IWebhookFunctions,
	events: readonly GatewayEvent[],
): IWebhookResponseData {
	const nodeKey = nodeStateKey(context);
	const response = context.getResponseObject();
	const ids = events.map(({ id }) => id);
	response.once('finish', () => {
		if (response.statusCode >= 400) unmark(nodeKey, ids);
	});
	response.type('text/plain');
	return { workflowData: [events.map(toItem)] };
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const session = await openWebhookSession(context, deliveryLimits);
	if (context.getWebhookName() === 'setup') return respondToHandshake(context, session);
	const delivery = readDelivery(context);
	if (isOwnCall(delivery)) {
		const ownCall = readOwnCall(session, delivery);
		// Never taken for a delivery: whoever called would believe that it was done.
		if (ownCall === null) return respond(context, 403, 'Not proven.');
		return await answerOwnCall(context, session, ownCall);
	}
	if (!isAccepted(context, session, delivery)) {
		return respond(context, 401, 'Not signed as expected.');
	}
	const received = readEvents(context, session, delivery);
	const { rest, isComplete } = await forwardAnswers(context, session, received);
	// Nothing is started or remembered: the gateway delivers all of it again.
	if (!isComplete) return respond(context, 503, 'Not passed on yet.');
	const answers = received.filter((event) => !rest.includes(event));
	endCollection(context, session, answers);
	const accepted = rest.filter(readEventFilter(context));
	const startNow = await collectMessages(context, session, accepted);
	const events = selectNewEvents(context, startNow);
	return events.length === 0 ? respond(context, 200, receivedAnswer) : startRun(context, events);
}

/**
 * Receives one delivery: verifies its bytes, reads and filters its events, and starts a run. An
 * unproven delivery gets a 401 and starts nothing; its content is never logged.
 */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		const known = error instanceof GatewayError ? error : null;
		const message = known?.message ?? 'Not understood.';
		context.logger.warn(`WhatsApp Gateway Trigger: ${message}`, { node: context.getNode().name });
		// Some gateways do not repeat what was refused with a 400.
		const status = known?.fault === 'temporarilyUnavailable' ? 503 : 400;
		return respond(context, status, 'Not received.');
	}
}
