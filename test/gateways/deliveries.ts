import type { Secrets } from '../../nodes/WhatsAppGateway/core/request';
import type { Verdict, Webhook } from '../../nodes/WhatsAppGateway/core/webhook';
import { webhookSecret } from './profiles';

/** The time at which the deliveries of these tests arrive. */
export const now = Date.parse('2026-11-21T09:00:00Z');

/** The same time in seconds since 1970. */
export const seconds = now / 1000;

/** A body with letters and numbers that change if it is serialized again. */
export const deliveryBody = Buffer.from('{"event":"message.received","text":"Grüße 👋","n":1.0}');

/** The verdict of a webhook on a delivery; by default it has the common body and arrives in time. */
export function verdictOf(
	webhook: Webhook,
	given: { headers: Record<string, string>; body?: Buffer; secrets?: Secrets; at?: number },
): Verdict {
	const { headers, body = deliveryBody, secrets = {}, at = now } = given;
	const delivery = { headers, query: {}, body, json: undefined };
	return webhook.verify(delivery, { webhookSecret, ...secrets }, at);
}
