import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import type { RawDelivery } from '../core/webhook';
import { readDelivery } from './delivery';
import { toItemWithFile } from './download';
import { toItem } from './item';
import { markSeen, type SeenData, unmark } from './seenEvents';
import { nodeStateKey, readSettings, type TriggerSettings } from './triggerSettings';
import { openWebhookSession, type WebhookSession } from './webhookSession';

/** In seconds: only downloads make requests, and they do not wait for a slot. */
const deliveryLimits = { timeout: 30, maxWait: 0 };

/** The answer for which a gateway does not deliver again. */
const received = 'Received.';

/** Answers the request without starting a run. */
function respond(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** Whether to accept a delivery: it is proven, or the user accepts unsigned ones. */
function isAccepted(
	context: IWebhookFunctions,
	session: WebhookSession,
	delivery: RawDelivery,
): boolean {
	const verdict = session.verify(delivery, Date.now());
	return (
		verdict === 'genuine' ||
		(verdict === 'unsigned' && context.getNodeParameter('acceptUnsigned', false) === true)
	);
}

function staticData(context: IWebhookFunctions): SeenData {
	return context.getWorkflowStaticData('node') as SeenData;
}

/** Selects the events that start a run, in order, each once. */
function selectNewEvents(
	context: IWebhookFunctions,
	events: readonly GatewayEvent[],
	{ accepts }: TriggerSettings,
): GatewayEvent[] {
	const accepted = events.filter(accepts);
	// In a test run in the editor, the same event may come again.
	if (context.getMode() === 'manual' || accepted.length === 0) return accepted;
	const ids = accepted.map(({ id }) => id);
	const isNew = markSeen(nodeStateKey(context), staticData(context), ids, Date.now());
	return accepted.filter((_event, index) => isNew[index]);
}

/** Answers the handshake by which Meta verifies the URL before it delivers anything. */
function respondToHandshake(
	context: IWebhookFunctions,
	session: WebhookSession,
): IWebhookResponseData {
	const manualToken = String(context.getNodeParameter('verifyToken', '') ?? '');
	const tokens = [session.verifyToken, ...(manualToken === '' ? [] : [manualToken])];
	const challenge = session.gateway.webhook?.challenge?.(readDelivery(context), tokens);
	return challenge === undefined
		? respond(context, 403, 'Not subscribed.')
		: respond(context, 200, challenge);
}

/**
 * Starts a run. n8n answers the request once it has created the run; where it cannot, its answer makes
 * the gateway deliver again, so the events must not stay marked as seen.
 */
function startRun(
	context: IWebhookFunctions,
	{ toOutputs }: TriggerSettings,
	events: readonly GatewayEvent[],
): IWebhookResponseData {
	const nodeKey = nodeStateKey(context);
	const response = context.getResponseObject();
	const ids = events.map(({ id }) => id);
	response.once('finish', () => {
		if (response.statusCode >= 400) unmark(nodeKey, staticData(context), ids);
	});
	const items = events.map((event) => ({ event: event.event, item: toItem(event, undefined) }));
	return { webhookResponse: received, workflowData: toOutputs(items) };
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const session = await openWebhookSession(context, deliveryLimits);
	if (context.getWebhookName() === 'setup') return respondToHandshake(context, session);
	const delivery = readDelivery(context);
	if (!isAccepted(context, session, delivery)) {
		return respond(context, 401, 'Not signed as expected.');
	}
	const settings = readSettings(context);
	const allEvents = session.gateway.webhook?.events(delivery) ?? [];
	const events = selectNewEvents(context, allEvents, settings);
	if (events.length === 0) return respond(context, 200, received);

	const { maxFileSizeMb, toOutputs } = settings;
	if (maxFileSizeMb === null) return startRun(context, settings, events);
	// Gateways wait for a few seconds only, so the download begins after the answer.
	const response = respond(context, 200, received);
	const items = await Promise.all(
		events.map(async (event) => await toItemWithFile(context, session, event, maxFileSizeMb)),
	);
	return { ...response, workflowData: toOutputs(items) };
}

/**
 * Receives one delivery: verifies its bytes, reads and filters its events, and starts a run. An
 * unproven delivery gets a 401 and starts nothing; its content is never logged.
 */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		const { message } = error instanceof GatewayError ? error : { message: 'Not understood.' };
		context.logger.warn(`WhatsApp Gateway Trigger: ${message}`, { node: context.getNode().name });
		return context.getResponseObject().headersSent
			? { noWebhookResponse: true }
			: respond(context, 400, 'Not received.');
	}
}
