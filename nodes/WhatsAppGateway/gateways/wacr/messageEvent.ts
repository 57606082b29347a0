import {
	createContact,
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
} from '../../core/event';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import { toE164, toIsoTime, toReply, unknownTime } from '../../whatsapp/eventFields';
import { readRowKind } from '../../whatsapp/rowEvent';

/**
 * A message that a person sent. Which fields name the person is not fully documented, so likely ones
 * are read. Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
export function toMessageEvent(row: JsonObject): GatewayEvent {
	const contact = asObject(row['contact']);
	const id = asText(row['id']);
	const text = asText(row['message']);
	const url = asText(row['url']);
	const reply = toReply(row['reply']);
	const phones = [contact['phone'], row['phone'], row['contact_phone'], row['sender_id']];
	const from = phones.map(toE164).find((phone) => phone !== null) ?? null;
	const type = asText(row['type']) ?? 'text';
	return createEvent({
		gateway: 'wacr',
		at: toIsoTime(row['created_at']) ?? toIsoTime(row['sent_at']) ?? unknownTime,
		from,
		contact: createContact({
			id: asText(contact['id']) ?? asText(row['contact_id']),
			name: asText(contact['name']) ?? asText(row['contact_name']),
		}),
		message: createReceivedMessage({
			type,
			messageId: id,
			whatsappMessageId: asText(row['message_id']),
			quotedMessageId: asText(row['ref_message_id']),
			media: url === null ? null : { id: null, url, mimeType: null, fileName: null, caption: text },
		}),
		reply,
		...readRowKind({
			id,
			type,
			content: row,
			text: text ?? reply?.title ?? null,
			reply,
			hasFile: url !== null,
			person: from,
			raw: row,
		}),
		raw: row,
	});
}
