import { createHash } from 'node:crypto';

import { bytesOf } from '../../gatewayKit/storage';
import type { StoredMessage } from '../../state/message';
import { displayNumber } from './account';

/** A time in Meta's way: seconds since 1970, as a text. */
export function unixTime(iso: string): string {
	return String(Math.floor(Date.parse(iso) / 1000));
}

/** The person behind a number, digits only. */
export function waId(phone: string): string {
	return phone.replace('+', '');
}

/** Kinds that name another message themselves, and have no context. */
const actions: readonly string[] = ['reaction', 'edit', 'revoke'];

/** A message's type and what it holds. */
function contentOf({ kind, body, reply, media, location, original }: StoredMessage): object {
	if (original !== null) return { type: original.type, [original.type]: original.content };
	if (reply !== null && kind === 'button') {
		return { type: kind, button: { payload: reply.id, text: reply.title } };
	}
	if (reply !== null) {
		const { description, ...rest } = reply;
		const chosen = description === null ? rest : reply;
		return { type: 'interactive', interactive: { type: kind, [kind]: chosen } };
	}
	if (location !== null) {
		const given = Object.entries(location).filter(([, value]) => value !== null);
		return { type: 'location', location: Object.fromEntries(given) };
	}
	if (media === null) return { type: 'text', text: { body } };
	return {
		type: kind,
		[kind]: {
			...(body !== '' && { caption: body }),
			...(kind === 'document' && media.fileName !== null && { filename: media.fileName }),
			mime_type: media.mimeType,
			sha256: createHash('sha256').update(bytesOf(media)).digest('base64'),
			id: media.id,
			...(kind === 'audio' && { voice: false }),
		},
	};
}

/**
 * A message that came. Where WhatsApp hides the number, the id stands in `from_user_id`.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function messageRow(message: StoredMessage): object {
	const { hiddenAs, phone, whatsappMessageId, about, at, group, kind } = message;
	return {
		...(about !== null &&
			!actions.includes(kind) && { context: { from: displayNumber, id: about } }),
		...(hiddenAs === null ? { from: waId(phone) } : { from_user_id: hiddenAs }),
		...(group !== null && { group_id: group }),
		id: whatsappMessageId,
		timestamp: unixTime(at),
		...contentOf(message),
	};
}
