import { createEvent, type GatewayEvent } from '../../core/event';
import { eventId, joinIds, toIsoTime } from '../../core/eventFields';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Connection, Secrets } from '../../core/request';
import type { Inbox, RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime, hmacSha256, isRecent } from '../../gatewayKit/signature';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
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
	const expected = bodyAlone ? hmacSha256(secret, body) : hmacSha256(secret, `${time}.`, body);
	if (!equalInConstantTime(given, expected)) return 'forged';
	return bodyAlone || isRecent(Number(time), now) ? 'genuine' : 'stale';
}

function statusEvent(body: Readonly<Record<string, unknown>>, at: string): GatewayEvent {
	const event = asText(body['event']) ?? '';
	const status = toDeliveryStatus(event.split('.').at(-1) ?? '');
	const messageId = asText(body['message_id']);
	const common = { id: eventId(event, messageId, body), gateway: 'qyvo', at, raw: body } as const;
	if (status === undefined) return createEvent({ ...common, event: 'other' });
	const code = Number(asText(body['error_code']) ?? NaN);
	return createEvent({
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
	const at = toIsoTime(body['timestamp']) ?? new Date(0).toISOString();
	if (event === 'message.received') {
		const message = asObject(body['message']);
		// What the business itself wrote is no news to it.
		if (message['direction'] === 'outbound') return [];
		return [messageEvent(message, asObject(body['contact'] ?? message['contact']), body, at)];
	}
	if (event.startsWith('message.status.')) return [statusEvent(body, at)];
	const own = joinIds(asText(body['webhook_id']), asText(body['timestamp']));
	const id = eventId(event || 'other', own, json);
	const kind = event === 'webhook.test' ? 'test' : 'other';
	return [createEvent({ event: kind, id, gateway: 'qyvo', at, raw: json })];
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

async function* since(_time: string | null, { call }: Connection): AsyncIterable<GatewayEvent> {
	const { body } = await call({ method: 'GET', path: '/triggers/new-message-received' });
	for (const row of asObjects(body)) yield messageEvent(row, {}, row, null);
}

/**
 * The newest 100 messages; Qyvo has no pages, so more than 100 between two questions are lost.
 * Source: https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export const inbox: Inbox = { minIntervalSeconds: 30, listSince: since };
