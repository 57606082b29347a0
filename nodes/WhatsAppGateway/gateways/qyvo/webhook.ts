import { eventOf, type GatewayEvent } from '../../core/event';
import { idOf, joined, timeOf } from '../../core/eventFields';
import { asObject, asRows, asText } from '../../core/narrow';
import type { Account, Call, Secrets } from '../../core/request';
import type { Inbox, RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { hmac, isRecent, sameText } from '../../gatewayKit/signature';
import { deliveryStatusOf } from '../../whatsapp/statusNames';
import { messageEvent } from './messageEvent';

/**
 * `X-Qyvo-Signature: t=…,v1=…`. Which text is signed is not documented: `<t>.<body>`, as others with
 * this form of header do it, or, where the credential says so, the body alone; then an old delivery
 * cannot be told by its time. Source: https://www.qyvo.io/docs/webhooks
 */
function verify({ headers, body }: RawDelivery, secrets: Secrets, now: number): Verdict {
	const [, time = '', given = ''] =
		/^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(headers['x-qyvo-signature'] ?? '') ?? [];
	const secret = String(secrets['webhookSecret']);
	const bodyAlone = secrets['signatureCovers'] === 'body';
	const expected = bodyAlone ? hmac(secret, body) : hmac(secret, `${time}.`, body);
	if (!sameText(given, expected)) return 'forged';
	return bodyAlone || isRecent(Number(time), now) ? 'genuine' : 'stale';
}

function statusEvent(body: Readonly<Record<string, unknown>>, at: string): GatewayEvent {
	const event = asText(body['event']) ?? '';
	const status = deliveryStatusOf(event.split('.').at(-1) ?? '');
	const messageId = asText(body['message_id']);
	const common = { id: idOf(event, messageId, body), gateway: 'qyvo', at, raw: body } as const;
	if (status === undefined) return eventOf({ ...common, event: 'unknown' });
	const code = Number(asText(body['error_code']) ?? NaN);
	return eventOf({
		...common,
		event: 'status',
		status: {
			status,
			messageId,
			whatsappMessageId: asText(body['whatsapp_message_id']),
			reason: asText(body['error_message']),
			metaCode: Number.isNaN(code) ? null : code,
		},
	});
}

/** One event a delivery. */
function events({ json }: RawDelivery): GatewayEvent[] {
	const body = asObject(json);
	const event = asText(body['event']) ?? '';
	const at = timeOf(body['timestamp']) ?? new Date(0).toISOString();
	if (event === 'message.received') {
		const message = asObject(body['message']);
		// What the business itself wrote is no news to it.
		if (message['direction'] === 'outbound') return [];
		return [messageEvent(message, asObject(body['contact'] ?? message['contact']), body, at)];
	}
	if (event.startsWith('message.status.')) return [statusEvent(body, at)];
	const own = joined(asText(body['webhook_id']), asText(body['timestamp']));
	const id = idOf(event || 'unknown', own, json);
	const kind = event === 'webhook.test' ? 'test' : 'unknown';
	return [eventOf({ event: kind, id, gateway: 'qyvo', at, raw: json })];
}

/** Source: https://www.qyvo.io/docs/webhooks */
export const webhook: Webhook = {
	verify,
	events,
	setup: [
		'In Qyvo, open Settings → Webhooks and add a webhook.',
		'Paste the Production URL from above and choose the events.',
		'Copy the signing secret, which is shown for 90 seconds, into Webhook Signing Secret of the credential.',
	],
};

async function* since(
	_time: string | null,
	_account: Account,
	call: Call,
): AsyncIterable<GatewayEvent> {
	const { body } = await call({ method: 'GET', path: '/triggers/new-message-received' });
	for (const row of asRows(body)) yield messageEvent(row, {}, row, null);
}

/**
 * The newest 100 messages; Qyvo has no pages, so more than 100 between two questions are lost.
 * Source: https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export const inbox: Inbox = { everySeconds: 30, since };
