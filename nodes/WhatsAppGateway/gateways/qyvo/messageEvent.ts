import {
	createContact,
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
} from '../../core/event';
import type { ReceivedMedia, Reply } from '../../core/eventDetails';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import {
	locationText,
	toE164,
	toIsoTime,
	toLocation,
	toReply,
	unknownTime,
} from '../../whatsapp/eventFields';
import { readRowKind } from '../../whatsapp/rowEvent';

/** The form of a reply is not documented: Meta's own, and one without a frame, are read. */
function readReply(content: JsonObject): Reply | null {
	return toReply(content['button_reply'] ?? content['list_reply'] ?? content['reply'] ?? content);
}

function readMedia(content: JsonObject): ReceivedMedia | null {
	const url = asText(content['url']);
	if (url === null) return null;
	return {
		id: null,
		url,
		mimeType: asText(content['mime_type']),
		fileName: asText(content['filename']),
		caption: asText(content['caption']),
	};
}

/**
 * A message that a person sent, from the webhook or from the list of new messages: both have the same
 * row. Sources: https://www.qyvo.io/docs/webhooks and
 * https://www.qyvo.io/docs/api/triggers/new-message-received
 *
 * @param at the time of the delivery, for a row that has none
 */
export function toMessageEvent(
	row: JsonObject,
	contact: JsonObject,
	raw: unknown,
	at: string = unknownTime,
): GatewayEvent {
	const id = asText(row['id']);
	const content = asObject(row['content']);
	const type = asText(row['type']) ?? 'unknown';
	const reply = type === 'interactive' || type === 'button' ? readReply(content) : null;
	const [media, location] = [readMedia(content), toLocation(content)];
	const name = asText(contact['name']) ?? asText(row['contact_name']);
	const from = toE164(contact['phone'] ?? row['contact_phone']);
	const text =
		asText(content['body']) ??
		reply?.title ??
		media?.caption ??
		(location === null ? null : locationText(location));
	const hasFile = media !== null || location !== null;
	return createEvent({
		gateway: 'qyvo',
		at: toIsoTime(row['created_at']) ?? at,
		from,
		contact: createContact({ id: asText(contact['id']) ?? asText(row['contact_id']), name }),
		message: createReceivedMessage({
			type,
			messageId: id,
			whatsappMessageId: asText(row['whatsapp_message_id']),
			media,
			location,
		}),
		reply,
		...readRowKind({
			id,
			type,
			// With the frame that Meta has, and without one.
			content: { [type]: content, ...content },
			text,
			reply,
			hasFile,
			person: from,
			raw: row,
		}),
		raw,
	});
}
