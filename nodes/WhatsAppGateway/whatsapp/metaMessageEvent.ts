import {
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
	type ReceivedMedia,
	type Reply,
} from '../core/event';
import { asObject, asText, type JsonObject } from '../core/narrow';
import {
	eventId,
	locationText,
	toE164,
	toIsoTime,
	toLocation,
	toReply,
	unknownTime,
} from './eventFields';

/** A tapped reply button, a chosen row of a list, or a template's quick reply. */
function readReply(message: JsonObject): Reply | null {
	const interactive = asObject(message['interactive']);
	const reply = toReply(interactive['button_reply'] ?? interactive['list_reply']);
	if (reply !== null) return reply;
	const quickReply = asObject(message['button']);
	const title = asText(quickReply['text']);
	return title === null ? null : { id: asText(quickReply['payload']), title, description: null };
}

function readMedia(message: JsonObject, type: string): ReceivedMedia | null {
	const file = asObject(message[type]);
	const id = asText(file['id']);
	if (id === null || typeof file['mime_type'] !== 'string') return null;
	return {
		id,
		url: asText(file['url']),
		mimeType: file['mime_type'],
		fileName: asText(file['filename']),
		caption: asText(file['caption']),
	};
}

/** The profile of the person who wrote, among those of the payload. */
function findContact(contacts: readonly JsonObject[], sender: string | null): JsonObject {
	const isSender = ({ wa_id: waId, user_id: userId }: JsonObject) =>
		waId === sender || userId === sender;
	return contacts.find(isSender) ?? contacts[0] ?? {};
}

/**
 * A message that a person sent. Where WhatsApp hides the number behind a username, `from` is `null` and
 * the contact's id is the one that Meta gives instead.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function toMetaMessageEvent(
	message: JsonObject,
	contacts: readonly JsonObject[],
	common: Pick<GatewayEvent, 'gateway' | 'businessNumber'>,
): GatewayEvent {
	const whatsappMessageId = asText(message['id']);
	const type = asText(message['type']) ?? 'unknown';
	const personId = asText(message['from']) ?? asText(message['from_user_id']);
	const contact = findContact(contacts, personId);
	const reaction = asObject(message['reaction']);
	const reply = readReply(message);
	const [media, location] = [readMedia(message, type), toLocation(message['location'])];
	return createEvent({
		...common,
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', whatsappMessageId, message),
		at: toIsoTime(message['timestamp']) ?? unknownTime,
		from: toE164(message['from']),
		contact: {
			id: asText(contact['wa_id']) ?? asText(contact['user_id']) ?? personId,
			name: asText(asObject(contact['profile'])['name']),
		},
		text:
			asText(asObject(message['text'])['body']) ??
			reply?.title ??
			media?.caption ??
			asText(reaction['emoji']) ??
			(location === null ? null : locationText(location)),
		message: createReceivedMessage({
			type,
			whatsappMessageId,
			media,
			location,
			quotedMessageId: asText(asObject(message['context'])['id']) ?? asText(reaction['message_id']),
		}),
		reply,
		raw: message,
	});
}
