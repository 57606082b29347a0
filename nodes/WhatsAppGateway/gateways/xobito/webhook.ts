import { createEvent, type GatewayEvent, createReceivedMessage } from '../../core/event';
import {
	eventId,
	joinIds,
	toE164,
	toLocation,
	locationText,
	toReply,
	toIsoTime,
} from '../../core/eventFields';
import { asObject, asText } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { hmacSha256, equalInConstantTime } from '../../gatewayKit/signature';
import { findMetaCode } from '../../whatsapp/metaErrors';
import { toDeliveryStatus } from '../../whatsapp/statusNames';

type Row = Readonly<Record<string, unknown>>;

/** The body's HMAC, bare: no prefix, no time. Source: https://documents.xobito.com/developers/webhook-security */
function verify({ headers, body }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	const given = headers['x-webhook-signature'] ?? '';
	return equalInConstantTime(given, hmacSha256(String(webhookSecret), body)) ? 'genuine' : 'forged';
}

/** The first text among some fields. */
function first(row: Row, ...fields: readonly string[]): string | null {
	return fields.map((field) => asText(row[field])).find((text) => text !== null) ?? null;
}

/** A message that came. What such a delivery holds is not documented: likely names are read. */
function messageEvent(
	data: Row,
	common: Pick<GatewayEvent, 'gateway' | 'at' | 'raw'>,
): GatewayEvent {
	const contact = asObject(data['contact']);
	const reply = toReply(data['reply'] ?? data['button_reply'] ?? data['list_reply']);
	const whatsappMessageId = first(data, 'message_id', 'id');
	const url = first(data, 'media_url', 'url');
	const location = toLocation(data['location']);
	return createEvent({
		...common,
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', whatsappMessageId, data),
		from: toE164(first(data, 'from', 'phone', 'phone_number') ?? contact['phone']),
		contact: {
			id: asText(contact['id']) ?? asText(data['contact_id']),
			name:
				first(data, 'name', 'contact_name') ??
				asText(contact['name']) ??
				asText(contact['firstname']),
		},
		text:
			first(data, 'text', 'body', 'message', 'message_body', 'caption') ??
			reply?.title ??
			(location === null ? null : locationText(location)),
		message: createReceivedMessage({
			type: asText(data['type']) ?? 'text',
			whatsappMessageId,
			quotedMessageId: first(data, 'ref_message_id', 'reply_to'),
			location,
			media:
				url === null
					? null
					: {
							id: null,
							url,
							mimeType: asText(data['mime_type']),
							fileName: asText(data['filename']),
							caption: asText(data['caption']),
						},
		}),
		reply,
	});
}

function statusEvent(
	event: string,
	data: Row,
	common: Pick<GatewayEvent, 'gateway' | 'at' | 'raw'>,
): GatewayEvent {
	const whatsappMessageId = asText(data['message_id']);
	const status = toDeliveryStatus(event.replace('message.', ''));
	const id = eventId(event, whatsappMessageId, data);
	if (status === undefined) return createEvent({ ...common, event: 'other', id });
	const reason = asText(data['error_message']);
	return createEvent({
		...common,
		event: 'status',
		id,
		status: {
			status,
			messageId: whatsappMessageId,
			whatsappMessageId,
			reason,
			metaCode: reason === null ? null : findMetaCode(reason),
		},
	});
}

/** Whether a contact's flag went from no to yes. */
function optedOut(body: Row): boolean {
	const before = asObject(asObject(body['original'])['attributes'] ?? body['original']);
	const now = asObject(asObject(body['data'])['attributes']);
	const isSet = (row: Row) => ['1', 'true'].includes(String(row['is_opted_out']));
	return isSet(now) && !isSet(before);
}

/** One event a delivery. Source: https://documents.xobito.com/developers/webhook-events */
function events({ json }: RawDelivery): GatewayEvent[] {
	const body = asObject(json);
	const data = asObject(body['data']);
	const event = asText(body['event']) ?? '';
	const at = toIsoTime(body['timestamp']) ?? new Date(0).toISOString();
	const common = { gateway: 'xobito', at, raw: json ?? null } as const;
	if (event === 'message.received') return [messageEvent(data, common)];
	if (event.startsWith('message.')) return [statusEvent(event, data, common)];
	const own = joinIds(asText(body['model']), asText(data['id']), asText(body['timestamp']));
	const id = eventId(event || 'other', own, json);
	if (!optedOut(body)) return [createEvent({ ...common, event: 'other', id })];
	const attributes = asObject(data['attributes']);
	const name = [attributes['firstname'], attributes['lastname']].map(asText).filter(Boolean);
	return [
		createEvent({
			...common,
			event: 'optOut',
			id,
			from: toE164(attributes['phone']),
			contact: { id: asText(data['id']), name: name.join(' ') || null },
		}),
	];
}

/** Source: https://documents.xobito.com/developers/webhooks-overview */
export const webhook: Webhook = {
	verify,
	events,
	setup: [
		'In Xobito, open Settings → Webhook Management.',
		'Paste the Production URL from above, and switch the message events on.',
		'Ask Xobito’s support for the signing secret of the workspace, and put it into Webhook Signing Secret of the credential.',
	],
};
