import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import type { RawDelivery } from '../core/webhook';
import { readDelivery } from './delivery';
import { toItemWithFile } from './download';
import { toItem } from './item';
import { type SeenData, unmark, markSeen } from './memory';
import { nodeStateKey, readSettings, type TriggerSettings } from './settings';
import { openWebhookSession, type WebhookSession } from './webhookSession';

/** Nobody waits behind a delivery but the gateway, and only for a file. */
const limits = { timeout: 30, maxWait: 0 };

/** What a gateway is told that need not tell it again. */
const received = 'Received.';

/** Answers by itself; no run. */
function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** Whether a delivery may be believed: proven, or let in although nothing proves it. */
function isAuthentic(
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

/** What n8n keeps of the node. */
function staticData(context: IWebhookFunctions): SeenData {
	return context.getWorkflowStaticData('node') as SeenData;
}

/** The events that start a run, in order, each once. */
function newEvents(
	context: IWebhookFunctions,
	events: readonly GatewayEvent[],
	{ wants }: TriggerSettings,
): GatewayEvent[] {
	const passing = events.filter(wants);
	// While the user tries the trigger in the editor, the same event may come again.
	if (context.getMode() === 'manual' || passing.length === 0) return passing;
	const ids = passing.map(({ id }) => id);
	const fresh = markSeen(nodeStateKey(context), staticData(context), ids, Date.now());
	return passing.filter((_event, index) => fresh[index]);
}

/** Meta's question, before it sends anything: the answer is what it asked for, or a refusal. */
function answerHandshake(
	context: IWebhookFunctions,
	session: WebhookSession,
): IWebhookResponseData {
	const own = String(context.getNodeParameter('verifyToken', '') ?? '');
	const tokens = [session.verifyToken, ...(own === '' ? [] : [own])];
	const said = session.gateway.webhook?.challenge?.(readDelivery(context), tokens);
	return said === undefined ? answer(context, 403, 'Not subscribed.') : answer(context, 200, said);
}

/**
 * A run for these events. n8n answers when it has one; where it cannot begin one, it says so to the
 * gateway, which then tells the events again: they must not be taken for known ones.
 */
function startRun(
	context: IWebhookFunctions,
	{ outputs }: TriggerSettings,
	events: readonly GatewayEvent[],
): IWebhookResponseData {
	const node = nodeStateKey(context);
	const response = context.getResponseObject();
	const ids = events.map(({ id }) => id);
	response.once('finish', () => {
		if (response.statusCode >= 400) unmark(node, staticData(context), ids);
	});
	const items = events.map((event) => ({ event: event.event, item: toItem(event, undefined) }));
	return { webhookResponse: received, workflowData: outputs(items) };
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const session = await openWebhookSession(context, limits);
	if (context.getWebhookName() === 'setup') return answerHandshake(context, session);
	const delivery = readDelivery(context);
	if (!isAuthentic(context, session, delivery))
		return answer(context, 401, 'Not signed as expected.');

	const settings = readSettings(context);
	const all = session.gateway.webhook?.events(delivery) ?? [];
	const events = newEvents(context, all, settings);
	if (events.length === 0) return answer(context, 200, received);

	if (settings.megabytes === null) return startRun(context, settings, events);
	// Gateways wait a few seconds only: a file is fetched after the answer.
	const answered = answer(context, 200, received);
	const items = await Promise.all(
		events.map(async (event) => await toItemWithFile(context, session, event, settings.megabytes)),
	);
	return { ...answered, workflowData: settings.outputs(items) };
}

/**
 * One delivery: verified over its bytes, read, filtered, and handed on. What is not proven is answered
 * with 401 and starts nothing; nothing of it is logged.
 */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		const { message } = error instanceof GatewayError ? error : { message: 'Not understood.' };
		context.logger.warn(`WhatsApp Gateway Trigger: ${message}`, { node: context.getNode().name });
		return context.getResponseObject().headersSent
			? { noWebhookResponse: true }
			: answer(context, 400, 'Not received.');
	}
}
