import type { IHookFunctions } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import { parseUrl } from '../core/parseUrl';
import { rethrow } from '../core/rethrow';
import type { Subscribed, Subscription } from '../core/webhook';
import { toOperationError } from '../n8n/operationError';
import { isPublicUrl } from '../n8n/publicUrl';
import { withoutEvents } from '../session/gatewayNames';
import { addSandboxWebhook, removeSandboxWebhook } from '../session/sandboxWebhooks';
import { readFilters } from './filters';
import { shownUrl } from '../core/shownUrl';
import { checkShown } from './showReceived';
import { checkTakeOver, isLeftBehind } from './takeOver';
import { openWebhookSession, type WebhookSession } from './webhookSession';
import { withAnswer } from './withAnswer';

/**
 * In seconds. n8n publishes in five tries with 15 seconds of pauses, reverts each that failed, and gives
 * up after 84 seconds without our sentence; so no answer may be waited for any longer.
 */
const readLimits = { timeout: 5, maxWait: 0 };

/** The gateway verifies our address before it answers. */
const setLimits = { timeout: 10, maxWait: 0 };

/** The node's static data. */
interface SubscriptionData {
	/** The gateway's subscription before ours, to restore when the workflow is deactivated. */
	previousSubscription?: Subscribed;
}

function staticData(context: IHookFunctions): SubscriptionData {
	return context.getWorkflowStaticData('node') as SubscriptionData;
}

function webhookUrlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/** Opens the credential and acts on the gateway's subscription. Throws n8n's error for a fault. */
async function withSession<T>(
	context: IHookFunctions,
	act: (session: WebhookSession, subscription: Subscription | undefined) => Promise<T>,
): Promise<T> {
	try {
		const session = await openWebhookSession(context, readLimits);
		return await act(session, session.gateway.webhook?.subscription);
	} catch (error) {
		// When a workflow is published, n8n shows the message alone.
		return rethrow(toOperationError(context.getNode(), withAnswer(error), 'message'));
	}
}

/**
 * Checks that the gateway has webhooks and can reach our URL.
 *
 * @throws GatewayError `unsupported` without webhooks, `notConfigured` where it cannot subscribe
 */
function checkReachable(context: IHookFunctions, { gateway, connection }: WebhookSession): void {
	if (gateway.webhook === undefined) {
		const hint =
			gateway.inbox === undefined
				? withoutEvents(gateway)
				: 'Use the WhatsApp Gateway Polling Trigger.';
		throw new GatewayError('unsupported', `${gateway.name} sends no messages by webhook.`, {
			hint,
		});
	}
	const url = webhookUrlOf(context);
	// A gateway in our own network, such as the sandbox, reaches private addresses as well.
	if (isPublicUrl(url) || !isPublicUrl(connection.account.baseUrl)) return;
	const sentence = `${gateway.name} can reach public https URLs only, and the URL of this workflow is ${shownUrl(url)}.`;
	const hint = 'Set WEBHOOK_URL of n8n to its public address, or use a tunnel.';
	if (gateway.webhook.subscription !== undefined) {
		throw new GatewayError('notConfigured', sentence, { hint });
	}
	context.logger.warn(`WhatsApp Gateway Trigger: ${sentence} ${hint}`);
}

/** Whether n8n starts, and the workflow is published already. */
function isStart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** What the gateway knows; `null` where it cannot be read when n8n starts. Throws it otherwise. */
async function readSubscribed(
	context: IHookFunctions,
	{ connection }: WebhookSession,
	subscription: Subscription,
): Promise<Subscribed | null> {
	try {
		return await subscription.read(connection);
	} catch (error) {
		// The network may be late; the trigger must not end because of that.
		if (!isStart(context)) return rethrow(error);
		const reason = error instanceof GatewayError ? error.message : 'The request was interrupted.';
		context.logger.warn(
			`WhatsApp Gateway Trigger: it is not known whether the gateway still sends its events here. ${reason}`,
		);
		return null;
	}
}

/**
 * Whether the gateway sends its events here; `false` where it is set up manually. When n8n starts, also
 * where somebody else gets them by now: a start takes events from nobody.
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async (session, subscription) => {
		checkShown(context, session.gateway);
		if (subscription === undefined) return false;
		const subscribed = await readSubscribed(context, session, subscription);
		if (subscribed === null) return true;
		const { active, url } = subscribed;
		if (active === false || url === null) return false;
		return url === webhookUrlOf(context) || (isStart(context) && !isLeftBehind(context, url));
	});
}

/** Subscribes our URL, at the sandbox of any gateway, and stores the subscription that it replaces. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async (session, subscription) => {
		readFilters(asObject(context.getNodeParameter('filters', {})));
		checkReachable(context, session);
		if (subscription === undefined) {
			await connectToSandbox(context, session);
			return true;
		}
		const { gateway, connection, verifyToken } = session;
		const current = await subscription.read(connection);
		const { active, url, accountUrl } = current;
		checkTakeOver(context, gateway.name, current);
		// Earlier versions registered the account's address.
		if (isLeftBehind(context, accountUrl)) await subscription.unsetAccount(connection);
		const previousUrl = isLeftBehind(context, url) ? null : url;
		// Stored first: where an answer is missing, n8n reverts what may have been registered.
		staticData(context).previousSubscription = { ...current, url: previousUrl };
		const setSession = await openWebhookSession(context, setLimits);
		const to = { url: webhookUrlOf(context), verifyToken, active };
		await subscription.set(to, setSession.connection);
		return true;
	});
}

/** Connects to the sandbox, if the account is at one. What it does not deliver to is logged: a test would wait in vain. */
async function connectToSandbox(context: IHookFunctions, session: WebhookSession): Promise<void> {
	const url = webhookUrlOf(context);
	const workflow = context.getWorkflow().name ?? null;
	if (await addSandboxWebhook(session, { url, workflow })) return;
	const { hostname = '' } = parseUrl(url) ?? {};
	context.logger.warn(
		`WhatsApp Gateway Trigger: the sandbox does not deliver to ${shownUrl(url)}. Start it with --allow ${hostname}.`,
	);
}

/** Restores the previous subscription, unless another workflow has replaced ours since. */
async function restore(
	context: IHookFunctions,
	{ connection, verifyToken }: WebhookSession,
	subscription: Subscription,
): Promise<void> {
	const current = await subscription.read(connection);
	if (current.accountUrl === webhookUrlOf(context)) await subscription.unsetAccount(connection);
	const { active, url } = asObject(staticData(context).previousSubscription);
	const wasInactive = active === false;
	if (current.url !== webhookUrlOf(context)) {
		// Publishing was refused after it had subscribed the app.
		if (wasInactive && current.url === null) await subscription.remove(connection);
		return;
	}
	if (wasInactive) {
		await subscription.unset(connection);
		return await subscription.remove(connection);
	}
	// Also where n8n was killed and what was there before is not known.
	if (typeof url !== 'string' || url === webhookUrlOf(context)) {
		return await subscription.unset(connection);
	}
	// The previous URL may be gone or expect another token; the dashboard's is used then.
	const restored = await subscription.set({ url, verifyToken, active: true }, connection).then(
		() => true,
		() => false,
	);
	if (restored) return;
	context.logger.warn(
		'WhatsApp Gateway Trigger: the previous webhook did not accept the subscription; the URL of the account or of the gateway’s dashboard is used again.',
	);
	await subscription.unset(connection);
}

/** Reverts `subscribe`. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async (session, subscription) => {
		if (subscription === undefined) {
			await removeSandboxWebhook(session, webhookUrlOf(context));
			return true;
		}
		await restore(context, session, subscription);
		delete staticData(context).previousSubscription;
		return true;
	});
}
