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

/** What was tapped. Its form is not documented: Meta's own, and one without a frame, are read. */
function replyIn(content: Row): Reply | null {
	return toReply(content['button_reply'] ?? content['list_reply'] ?? content['reply'] ?? content);
}

function mediaIn(content: Row): ReceivedMedia | null {
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
 * A message that came, from the webhook or from the list of new messages: both have the same row.
 * Sources: https://www.qyvo.io/docs/webhooks and
 * https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export function messageEvent(
	row: Row,
	contact: Row,
	raw: unknown,
	at: string | null,
): GatewayEvent {
	const id = asText(row['id']);
	const content = asObject(row['content']);
	const type = asText(row['type']) ?? 'unknown';
	const reply = type === 'interactive' || type === 'button' ? replyIn(content) : null;
	const [media, location] = [mediaIn(content), toLocation(content)];
	const name = asText(contact['name']) ?? asText(row['contact_name']);
	return createEvent({
		event: reply === null ? 'message' : 'reply',
		id: eventId('message', id, row),
		gateway: 'qyvo',
		at: toIsoTime(row['created_at']) ?? at ?? new Date(0).toISOString(),
		from: toE164(contact['phone'] ?? row['contact_phone']),
		contact: { id: asText(contact['id']) ?? asText(row['contact_id']), name },
		text:
			asText(content['body']) ??
			reply?.title ??
			media?.caption ??
			(location === null ? null : locationText(location)),
		message: createReceivedMessage({
			type,
			messageId: id,
			whatsappMessageId: asText(row['whatsapp_message_id']),
			media,
			location,
		}),
		reply,
		raw,
	});
}
