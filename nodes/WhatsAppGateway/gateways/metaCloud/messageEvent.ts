import {
	createEvent,
	type GatewayEvent,
	type ReceivedMedia,
	createReceivedMessage,
	type Reply,
} from '../../core/event';
import {
	eventId,
	toE164,
	toLocation,
	locationText,
	toReply,
	toIsoTime,
} from '../../core/eventFields';
import { asObject, asText } from '../../core/narrow';

type Row = Readonly<Record<string, unknown>>;

/** What was tapped: a reply button, a row of a list, or a template's quick reply. */
function replyIn(message: Row): Reply | null {
	const interactive = asObject(message['interactive']);
	const tapped = toReply(interactive['button_reply'] ?? interactive['list_reply']);
	if (tapped !== null) return tapped;
	const quick = asObject(message['button']);
	const words = asText(quick['text']);
	return words === null ? null : { id: asText(quick['payload']), title: words, description: null };
}

function mediaIn(message: Row, type: string): ReceivedMedia | null {
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

/**
 * A message that came. Where WhatsApp hides the number behind a username, `from` is `null` and the
 * contact's id is the one that Meta gives instead.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function messageEvent(
	message: Row,
	contacts: readonly Row[],
	sender: string | null,
): GatewayEvent {
	const whatsappMessageId = asText(message['id']);
	const type = asText(message['type']) ?? 'unknown';
	const writer = asText(message['from']) ?? asText(message['from_user_id']);
	const contact =
		contacts.find(({ wa_id: waId, user_id: userId }) => waId === writer || userId === writer) ??
		contacts[0] ??
		{};
	const reply = replyIn(message);
	const [media, location] = [mediaIn(message, type), toLocation(message['location'])];
	return createEvent({
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', whatsappMessageId, message),
		gateway: 'metaCloud',
		at: toIsoTime(message['timestamp']) ?? new Date(0).toISOString(),
		from: toE164(message['from']),
		contact: {
			id: asText(contact['wa_id']) ?? asText(contact['user_id']) ?? writer,
			name: asText(asObject(contact['profile'])['name']),
		},
		sender,
		text:
			asText(asObject(message['text'])['body']) ??
			reply?.title ??
			media?.caption ??
			asText(asObject(message['reaction'])['emoji']) ??
			(location === null ? null : locationText(location)),
		message: createReceivedMessage({
			type,
			whatsappMessageId,
			media,
			location,
			quotedMessageId:
				asText(asObject(message['context'])['id']) ??
				asText(asObject(message['reaction'])['message_id']),
		}),
		reply,
		raw: message,
	});
}
