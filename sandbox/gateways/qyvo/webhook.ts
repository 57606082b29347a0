import { metaReason, type Change, type DialectWebhook } from '../../webhooks/gatewayEvent';
import { signed } from '../../gatewayKit/signature';
import { qyvoTime } from './contacts';
import { receivedRow } from './received';

/** The workspace, as `GET /me` names it. */
export const tenantId = '01HZX90000000000000000ACME';

type Body = Readonly<Record<string, unknown>> & { readonly event: string };

function bodyOf(change: Change, origin: string, webhookId: string): Body | undefined {
	const timestamp = qyvoTime(change.at);
	if (change.kind === 'test') return { event: 'webhook.test', webhook_id: webhookId, timestamp };
	if (change.kind === 'message') {
		const { message, contact } = change;
		const { id, phone, name, email } = contact;
		return {
			event: 'message.received',
			timestamp,
			tenant_id: tenantId,
			message: receivedRow(message, contact, origin),
			contact: { id, phone, name, email },
		};
	}
	if (change.kind !== 'status') return undefined;
	const { code, words } = metaReason(change.reason);
	return {
		event: `message.status.${change.status}`,
		message_id: change.message.id,
		whatsapp_message_id: change.message.whatsappMessageId,
		timestamp,
		...(change.status === 'failed' && { error_code: code, error_message: words }),
	};
}

/** Source: https://www.qyvo.io/docs/webhooks */
export const webhook: DialectWebhook = {
	secret: 'qyvo-sandbox-signing-secret',
	signatureHeader: 'X-Qyvo-Signature',
	// Whether and when Qyvo tries again is not documented.
	retries: [1, 10, 60],
	takesBatches: false,
	tell([change], { secret, now, origin, webhookId }) {
		const content = change && bodyOf(change, origin, webhookId);
		if (content === undefined) return undefined;
		const body = JSON.stringify(content);
		const time = Math.floor(now / 1000);
		return {
			event: content.event,
			headers: {
				'Content-Type': 'application/json',
				// What is signed is not documented: the form of the header is Stripe's, and so is this.
				'X-Qyvo-Signature': `t=${time},v1=${signed(`${time}.${body}`, secret)}`,
				'X-Qyvo-Event': content.event,
				'X-Qyvo-Webhook-Id': webhookId,
			},
			body,
		};
	},
};
