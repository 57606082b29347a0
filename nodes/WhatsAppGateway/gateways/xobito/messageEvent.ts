import {
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
	type ReceivedMedia,
} from '../../core/event';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import { eventId, locationText, toE164, toLocation, toReply } from '../../whatsapp/eventFields';

function readMedia(data: JsonObject): ReceivedMedia | null {
	const url = firstText(data, 'media_url', 'url');
	if (url === null) return null;
	return {
		id: null,
		url,
		mimeType: asText(data['mime_type']),
		fileName: asText(data['filename']),
		caption: asText(data['caption']),
	};
}

/** A message that a person sent. Its fields are not documented, so likely names are read. */
export function toMessageEvent(
	data: JsonObject,
	common: Pick<GatewayEvent, 'gateway' | 'at' | 'raw'>,
): GatewayEvent {
	const contact = asObject(data['contact']);
	const reply = toReply(data['reply'] ?? data['button_reply'] ?? data['list_reply']);
	const whatsappMessageId = firstText(data, 'message_id', 'id');
	const location = toLocation(data['location']);
	return createEvent({
		...common,
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', whatsappMessageId, data),
		from: toE164(firstText(data, 'from', 'phone', 'phone_number') ?? contact['phone']),
		contact: {
			id: asText(contact['id']) ?? asText(data['contact_id']),
			name: firstText(data, 'name', 'contact_name') ?? firstText(contact, 'name', 'firstname'),
		},
		text:
			firstText(data, 'text', 'body', 'message', 'message_body', 'caption') ??
			reply?.title ??
			(location === null ? null : locationText(location)),
		message: createReceivedMessage({
			type: asText(data['type']) ?? 'text',
			whatsappMessageId,
			quotedMessageId: firstText(data, 'ref_message_id', 'reply_to'),
			location,
			media: readMedia(data),
		}),
		reply,
	});
}
