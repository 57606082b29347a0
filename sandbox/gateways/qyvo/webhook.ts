import { hmacSha256 } from '../../gatewayKit/signature';
import { parseWhatsAppError } from '../../gatewayKit/whatsAppError';
import type { GatewayEvent } from '../../webhooks/gatewayEvent';
import type { WebhookFormat } from '../../webhooks/webhookFormat';
import { qyvoTime } from './contacts';
import { receivedRow } from './received';

/** The workspace, as `GET /me` names it. */
export const tenantId = '01HZX90000000000000000ACME';

type Body = Readonly<Record<string, unknown>> & { readonly event: string };

function bodyOf(event: GatewayEvent, origin: string, webhookId: string): Body | undefined {
	const timestamp = qyvoTime(event.at);
	if (event.kind === 'test') return { event: 'webhook.test', webhook_id: webhookId, timestamp };
	if (event.kind === 'message') {
		const { message, contact } = event;
		const { id, phone, name, email } = contact;
		return {
			event: 'message.received',
			timestamp,
			tenant_id: tenantId,
			message: receivedRow(message, contact, origin),
			contact: { id, phone, name, email },
		};
	}
	if (event.kind !== 'status') return undefined;
	const { code, text } = parseWhatsAppError(event.reason);
	return {
		event: `message.status.${event.status}`,
		message_id: event.message.id,
		whatsapp_message_id: event.message.whatsappMessageId,
		timestamp,
		...(event.status === 'failed' && { error_code: code, error_message: text }),
	};
}

/** Source: https://www.qyvo.io/docs/webhooks */
export const webhook: WebhookFormat = {
	secret: 'qyvo-sandbox-signing-secret',
	signatureHeader: 'X-Qyvo-Signature',
	// Whether and when Qyvo tries again is not documented.
	retries: [1, 10, 60],
	takesBatches: false,
	format([first], { secret, now, origin, webhookId }) {
		const content = first && bodyOf(first, origin, webhookId);
		if (content === undefined) return undefined;
		const body = JSON.stringify(content);
		const time = Math.floor(now / 1000);
		return {
			event: content.event,
			headers: {
				'Content-Type': 'application/json',
				// What is signed is not documented: the form of the header is Stripe's, and so is this.
				'X-Qyvo-Signature': `t=${time},v1=${hmacSha256(`${time}.${body}`, secret)}`,
				'X-Qyvo-Event': content.event,
				'X-Qyvo-Webhook-Id': webhookId,
			},
			body,
		};
	},
};
