import { storageUrl } from '../../gatewayKit/storage';
import type { Contact } from '../../state/contacts';
import type { StoredMessage } from '../../state/message';
import { qyvoTime } from './contacts';

/** Qyvo has one word for everything that can be tapped. */
export function typeOf({ kind, reply }: StoredMessage): string {
	return reply === null ? kind : 'interactive';
}

/**
 * What a message holds. Qyvo's pages show `body` and `url` with `mime_type`; for a tap and a place the
 * sandbox takes Meta's own fields, and names caption and file as Meta does.
 */
function contentOf(message: StoredMessage, origin: string): object {
	const { kind, body, reply, media, location } = message;
	if (reply !== null) {
		if (kind === 'list_reply') return { type: kind, list_reply: reply };
		const { id, title } = reply;
		return { type: 'button_reply', button_reply: { id, title } };
	}
	if (location !== null) return location;
	if (media === null) return { body };
	return {
		url: storageUrl(message, origin),
		mime_type: media.mimeType,
		...(body !== '' && { caption: body }),
		...(media.fileName !== null && { filename: media.fileName }),
	};
}

/**
 * A message that came, as the list and the webhook show it.
 * Source: https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export function receivedRow(message: StoredMessage, contact: Contact, origin: string) {
	return {
		id: message.id,
		direction: 'inbound',
		type: typeOf(message),
		content: contentOf(message, origin),
		status: 'received',
		contact_id: contact.id,
		contact_phone: contact.phone,
		contact_name: contact.name,
		contact_email: contact.email,
		sent_at: null,
		delivered_at: null,
		read_at: null,
		created_at: qyvoTime(message.at),
	};
}
