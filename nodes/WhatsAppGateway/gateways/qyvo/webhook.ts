import { createEvent, createStatus, type GatewayEvent } from '../../core/event';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime, hmacSha256, isRecent } from '../../gatewayKit/signature';
import { eventId, joinIds, toIsoTime, toMetaCode, unknownTime } from '../../whatsapp/eventFields';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { toMessageEvent } from './messageEvent';

/**
 * `X-Qyvo-Signature: t=…,v1=…`. Which text is signed is not documented: `<t>.<body>`, as others with
 * this form of header do it, or the body alone where the credential says so; then the age of a
 * delivery cannot be checked. Source: https://www.qyvo.io/docs/webhooks
 */
function verify({ headers, body }: RawDelivery, secrets: Secrets, now: number): Verdict {
	const [, time = '', signature = ''] =
		/^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(headers['x-qyvo-signature'] ?? '') ?? [];
	const secret = String(secrets['webhookSecret']);
	const bodyAlone = secrets['signatureCovers'] === 'body';
	const expected = bodyAlone ? hmacSha256(secret, body) : hmacSha256(secret, `${time}.`, body);
	if (!equalInConstantTime(signature, expected)) return 'forged';
	return bodyAlone || isRecent(Number(time), now) ? 'genuine' : 'stale';
}

function toStatusEvent(body: JsonObject, at: string): GatewayEvent {
	const event = asText(body['event']) ?? '';
	const status = toDeliveryStatus(event.split('.').at(-1) ?? '');
	const messageId = asText(body['message_id']);
	const common = { id: eventId(event, messageId, body), gateway: 'qyvo', at, raw: body } as const;
	if (status === undefined) return createEvent({ ...common, event: 'other' });
	return createEvent({
		...common,
		event: 'status',
		status: createStatus({
			status,
			messageId,
			whatsappMessageId: asText(body['whatsapp_message_id']),
			reason: asText(body['error_message']),
			metaCode: toMetaCode(body['error_code']),
			played: event.endsWith('.played'),
		}),
	});
}

/** Each delivery holds one event. */
function events({ json }: RawDelivery): GatewayEvent[] {
	const body = asObject(json);
	const event = asText(body['event']) ?? '';
	const at = toIsoTime(body['timestamp']) ?? unknownTime;
	if (event === 'message.received') {
		const message = asObject(body['message']);
		// The business's own messages are delivered, too.
		if (message['direction'] === 'outbound') return [];
		return [toMessageEvent(message, asObject(body['contact'] ?? message['contact']), body, at)];
	}
	if (event.startsWith('message.status.')) return [toStatusEvent(body, at)];
	const deliveryId = joinIds(asText(body['webhook_id']), asText(body['timestamp']));
	const id = eventId(event || 'other', deliveryId, json);
	const kind = event === 'webhook.test' ? 'test' : 'other';
	return [createEvent({ event: kind, id, gateway: 'qyvo', at, raw: json })];
}

/** Source: https://www.qyvo.io/docs/webhooks */
export const webhook: Webhook = {
	verify,
	events,
	setup: [
		'Publish the workflow.',
		'In Qyvo, open Settings → Webhooks and add a webhook with this address: {url}.',
		'Choose message.received for messages and taps. For Status Changed, also choose message.status.sent, message.status.delivered, message.status.read and message.status.failed.',
		'Copy the signing secret, which is shown for 90 seconds, into Webhook Signing Secret of the credential.',
	],
};
