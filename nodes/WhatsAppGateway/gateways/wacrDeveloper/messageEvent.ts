import {
	createContact,
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
} from '../../core/event';
import type { ReceivedMedia } from '../../core/eventDetails';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import { toReply } from '../../whatsapp/eventFields';
import { readMetaContent } from '../../whatsapp/metaContent';
import { readRowKind } from '../../whatsapp/rowEvent';
import { idOf, messageTypeOf, textOf, timeOf, wamidOf } from './conversationRows';
import { toMessageId } from './messageId';

function readMedia(row: JsonObject, caption: string | null): ReceivedMedia | null {
	const url = firstText(row, 'mediaUrl', 'media_url');
	if (url === null) return null;
	return {
		id: null,
		url,
		mimeType: firstText(row, 'mimeType', 'mime_type'),
		fileName: firstText(row, 'fileName', 'filename'),
		caption,
	};
}

/**
 * A message of a conversation as an event. What it holds is read under the names that the vendor's plugin
 * reads, and as Meta writes it, in the row itself or below `message`, `content` or `payload`.
 *
 * @param person E.164 of whose conversation it is
 */
export function toMessageEvent(row: JsonObject, person: string): GatewayEvent {
	const whole: JsonObject = {
		...row,
		...asObject(row['payload']),
		...asObject(row['content']),
		...asObject(row['message']),
	};
	const type = messageTypeOf(row) ?? asText(whole['type']) ?? 'text';
	const content = readMetaContent({ ...whole, type });
	const id = idOf(row);
	const reply = content.reply ?? toReply(row['reply']);
	const text = content.text ?? textOf(row) ?? reply?.title ?? null;
	const media = content.message.media ?? readMedia(row, text);
	const contact = asObject(row['contact']);
	return createEvent({
		gateway: 'wacrDeveloper',
		at: timeOf(row),
		from: person,
		contact: createContact({
			id: asText(contact['id']) ?? asText(row['contactId']),
			name: asText(contact['displayName']),
		}),
		message: createReceivedMessage({
			type,
			messageId: toMessageId(person, id ?? wamidOf(row)),
			whatsappMessageId: wamidOf(row),
			media,
			location: content.message.location,
			contacts: content.message.contacts,
			quotedMessageId: asText(row['contextMessageId']) ?? content.message.quotedMessageId,
		}),
		reply,
		...readRowKind({
			id: id ?? wamidOf(row),
			type,
			content: { ...whole, ...asObject(whole['interactive']) },
			text,
			reply,
			hasFile: media !== null || content.message.location !== null,
			person,
			raw: row,
		}),
		raw: row,
	});
}
