import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { openSession } from '../session/session';
import type { Confirmation } from './question';

/** In seconds: the gateway waits for the answer to its delivery meanwhile. */
const confirmLimits = { timeout: 4, maxWait: 0 };

/**
 * Tells the person that the tap has arrived. Nothing depends on it: where it cannot be sent, that is
 * logged and the answer stays.
 */
export async function confirmAnswer(
	context: IWebhookFunctions | IPollFunctions,
	{ from, contact, reply, id }: GatewayEvent,
	{ text, sender }: Confirmation,
): Promise<void> {
	try {
		const { gateway, connection } = await openSession(context, confirmLimits);
		const to = from ?? contact?.userId ?? null;
		if (gateway.send.text === undefined || to === null) return;
		const body = text.replaceAll('{title}', () => reply?.title ?? '').trim();
		const account = { ...connection.account, ...sender };
		await gateway.send.text(
			{ kind: 'text', to, replyTo: null, key: `confirm:${id}`.slice(0, 255), body },
			{ ...connection, account },
		);
	} catch {
		context.logger.warn(
			'WhatsApp Gateway: a tap was taken, but its confirmation could not be sent. The answer is not affected.',
			{ node: context.getNode().name },
		);
	}
}
