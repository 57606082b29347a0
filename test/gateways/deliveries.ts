import type { Secrets } from '../../nodes/WhatsAppGateway/core/request';
import type { Verdict, Webhook } from '../../nodes/WhatsAppGateway/core/webhook';
import { webhookSecret } from './profiles';

/** The time at which the deliveries of these tests arrive. */
export const now = Date.parse('2026-11-21T09:00:00Z');

/** The same time in seconds since 1970. */
export const seconds = now / 1000;

/** A body that is no gateway's own, with letters and numbers that change when it is written anew. */
export const deliveryBody = Buffer.from('{"event":"message.received","text":"Grüße 👋","n":1.0}');

/** What a webhook says of a delivery; it arrives in time with the usual body unless told otherwise. */
export function verdictOf(
	webhook: Webhook,
	given: { headers: Record<string, string>; body?: Buffer; secrets?: Secrets; at?: number },
): Verdict {
	const { headers, body = deliveryBody, secrets = {}, at = now } = given;
	const delivery = { headers, query: {}, body, json: undefined };
	return webhook.verify(delivery, { webhookSecret, ...secrets }, at);
}
