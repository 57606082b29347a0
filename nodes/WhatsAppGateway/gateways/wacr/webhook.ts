import { createEvent, createReceivedMessage, type GatewayEvent } from '../../core/event';
import { eventId, joinIds, toE164, toIsoTime, toReply } from '../../core/eventFields';
import { asObject, asText } from '../../core/narrow';
import type { Connection, Secrets } from '../../core/request';
import type { Inbox, RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime } from '../../gatewayKit/signature';
import { type Row, rowsOf } from './answers';

/**
 * The step Webhook of an Auto Flow is not signed; the user gives it a header with a secret of their
 * own. Source: https://github.com/kdctek/n8n-nodes-wacr
 */
function verify({ headers }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	return equalInConstantTime(headers['x-wacr-secret'] ?? '', String(webhookSecret))
		? 'genuine'
		: 'forged';
}

/** A step of a flow that a person has come to; what they wrote is not told. */
function events({ json }: RawDelivery): GatewayEvent[] {
	const body = asObject(json);
	const contact = asObject(body['contact']);
	const { nodeId } = asObject(body['flow']);
	const parts = [body['event'], body['enrolmentId'], nodeId, body['firedAt']].map(asText);
	return [
		createEvent({
			event: body['test'] === true ? 'test' : 'other',
			id: eventId('flow', joinIds(...parts), json),
			gateway: 'wacr',
			at: toIsoTime(body['firedAt']) ?? new Date(0).toISOString(),
			from: toE164(asObject(contact['identities'])['e164']),
			contact: { id: asText(contact['id']), name: asText(contact['name']) },
			raw: json ?? null,
		}),
	];
}

/** Source: https://github.com/kdctek/n8n-nodes-wacr */
export const webhook: Webhook = {
	verify,
	events,
	setup: [
		'The app API of WA.CR tells no messages by webhook: use the WhatsApp Gateway Polling Trigger for them.',
		'A step Webhook of an Auto Flow can call this workflow: paste the Production URL from above into it.',
		'Give the step a header x-wacr-secret, and put its value into Webhook Signing Secret of the credential. Such a call is the event Other.',
	],
};

/**
 * A message that came. Which of its fields name the person is not documented in full: likely ones are
 * read. Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
function messageEvent(row: Row): GatewayEvent {
	const contact = asObject(row['contact']);
	const id = asText(row['id']);
	const type = asText(row['type']) ?? 'text';
	const url = asText(row['url']);
	const reply = toReply(row['reply']);
	const phones = [contact['phone'], row['phone'], row['contact_phone'], row['sender_id']];
	return createEvent({
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', id, row),
		gateway: 'wacr',
		at: toIsoTime(row['created_at'] ?? row['sent_at']) ?? new Date(0).toISOString(),
		from: phones.map(toE164).find((phone) => phone !== null) ?? null,
		contact: {
			id: asText(contact['id']) ?? asText(row['contact_id']),
			name: asText(contact['name']) ?? asText(row['contact_name']),
		},
		text: asText(row['message']) ?? reply?.title ?? null,
		message: createReceivedMessage({
			type,
			messageId: id,
			whatsappMessageId: asText(row['message_id']),
			quotedMessageId: asText(row['ref_message_id']),
			media:
				url === null
					? null
					: { id: null, url, mimeType: null, fileName: null, caption: asText(row['message']) },
		}),
		reply,
		raw: row,
	});
}

async function* since(time: string | null, { call }: Connection): AsyncIterable<GatewayEvent> {
	const query = {
		sort: '-created_at',
		'filter[direction]': 'inbound',
		...(time !== null && { 'filter[created_at][gte]': time }),
	};
	for await (const row of rowsOf(call, '/messages', query)) yield messageEvent(row);
}

/** Source: https://docs.app.wa.cr/list-messages-28559794e0 */
export const inbox: Inbox = { minIntervalSeconds: 10, listSince: since };
