import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Subscribed, Subscription } from '../core/webhook';
import { isPublic } from './address';
import { readFilters } from './events';
import { openWebhookSession, type WebhookSession } from './webhookSession';

const limits = { timeout: 30, maxWait: 30 };

/** What the node keeps to put back what it found. */
interface KeptSubscription {
	before?: Subscribed;
}

function kept(context: IHookFunctions): KeptSubscription {
	return context.getWorkflowStaticData('node') as KeptSubscription;
}

function addressOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/** Opens the credential; a fault becomes n8n's sentence. */
async function withSession<T>(
	context: IHookFunctions,
	act: (session: WebhookSession, subscription: Subscription | undefined) => Promise<T>,
): Promise<T> {
	try {
		const session = await openWebhookSession(context, limits);
		return await act(session, session.gateway.webhook?.subscription);
	} catch (error) {
		if (!(error instanceof GatewayError)) {
			throw new NodeOperationError(context.getNode(), error as Error);
		}
		throw new NodeOperationError(context.getNode(), error.message, { description: error.hint });
	}
}

/** A gateway that calls nobody, or cannot reach this n8n, is told before the workflow goes live. */
function checkReach(context: IHookFunctions, { gateway, connection }: WebhookSession): void {
	if (gateway.webhook === undefined) {
		const hint =
			gateway.inbox === undefined
				? 'It tells nothing that happens. Use another gateway’s credential.'
				: 'Use the WhatsApp Gateway Polling Trigger.';
		throw new GatewayError('unsupported', `${gateway.name} has no webhooks.`, { hint });
	}
	const url = addressOf(context);
	// A gateway on this machine, the sandbox, reaches everything that this machine does.
	if (isPublic(url) || !isPublic(connection.account.baseUrl)) return;
	const sentence = `${gateway.name} can reach public https addresses only, and this workflow’s is ${url}.`;
	const hint = 'Set WEBHOOK_URL of n8n to its public address, or use a tunnel.';
	if (gateway.webhook.subscription !== undefined) {
		throw new GatewayError('notConfigured', sentence, { hint });
	}
	context.logger.warn(`WhatsApp Gateway Trigger: ${sentence} ${hint}`);
}

/** Whether the gateway sends its events here already; one that is set up by hand is never asked. */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async ({ connection }, subscription) => {
		if (subscription === undefined) return false;
		const { active, url } = await subscription.read(connection);
		return active && url === addressOf(context);
	});
}

/** Has the gateway send its events here, and keeps what it did before. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async (session, subscription) => {
		readFilters(asObject(context.getNodeParameter('filters', {})));
		checkReach(context, session);
		if (subscription === undefined) return true;
		const { connection, verifyToken } = session;
		const before = await subscription.read(connection);
		await subscription.set({ url: addressOf(context), verifyToken }, connection);
		kept(context).before = before;
		return true;
	});
}

/** Puts back what was there before; whoever took over since is left alone. */
async function restore(
	context: IHookFunctions,
	{ connection, verifyToken }: WebhookSession,
	subscription: Subscription,
): Promise<void> {
	const now = await subscription.read(connection);
	if (now.url !== addressOf(context)) return;
	const before = asObject(kept(context).before);
	if (before['active'] !== true) return await subscription.remove(connection);
	const { url } = before;
	if (typeof url !== 'string' || url === addressOf(context)) {
		return await subscription.unset(connection);
	}
	// The earlier address may be gone, or know another token: then the dashboard's takes over.
	const given = await subscription.set({ url, verifyToken }, connection).then(
		() => true,
		() => false,
	);
	if (given) return;
	context.logger.warn(
		'WhatsApp Gateway Trigger: the earlier webhook did not take the subscription back; the address in the gateway’s dashboard is used again.',
	);
	await subscription.unset(connection);
}

/** Ends what `subscribe` began. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	return await withSession(context, async (session, subscription) => {
		if (subscription === undefined) return true;
		await restore(context, session, subscription);
		delete kept(context).before;
		return true;
	});
}
