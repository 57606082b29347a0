import {
	createContact,
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
} from '../../core/event';
import type { ReceivedMedia } from '../../core/eventDetails';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import { locationText, toE164, toLocation, toReply } from '../../whatsapp/eventFields';
import { readRowKind } from '../../whatsapp/rowEvent';

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
	const media = readMedia(data);
	const type = asText(data['type']) ?? 'text';
	const from = toE164(firstText(data, 'from', 'phone', 'phone_number') ?? contact['phone']);
	const text =
		firstText(data, 'text', 'body', 'message', 'message_body', 'caption') ??
		reply?.title ??
		(location === null ? null : locationText(location));
	const hasFile = media !== null || location !== null;
	return createEvent({
		...common,
		from,
		contact: createContact({
			id: asText(contact['id']) ?? asText(data['contact_id']),
			name: firstText(data, 'name', 'contact_name') ?? firstText(contact, 'name', 'firstname'),
		}),
		message: createReceivedMessage({
			type,
			whatsappMessageId,
			quotedMessageId: firstText(data, 'ref_message_id', 'reply_to'),
			location,
			media,
		}),
		reply,
		...readRowKind({
			id: whatsappMessageId,
			type,
			content: data,
			text,
			reply,
			hasFile,
			person: from,
			raw: data,
		}),
	});
}
