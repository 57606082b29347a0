import type { IDataObject } from 'n8n-workflow';

import type { Kind, Message } from '../../core/message';
import type { Connection } from '../../core/request';
import {
	toMetaContacts,
	toMetaLocation,
	toMetaReaction,
	toMetaText,
} from '../../whatsapp/metaMessages';
import { messagesPath, postMessage } from './postMessage';

/** The function that sends one kind of message. */
export function sendAs<K extends Kind>(toContent: (message: Message<K>) => IDataObject) {
	return async (message: Message<K>, connection: Connection) =>
		await postMessage(message, connection, toContent(message));
}

/** Sends a text. */
export const sendText = sendAs<'text'>(toMetaText);
/** Sends a location. */
export const sendLocation = sendAs<'location'>(toMetaLocation);
/** Sends contact cards. */
export const sendContacts = sendAs<'contacts'>(toMetaContacts);
/** Sends a reaction, or removes it. */
export const sendReaction = sendAs<'reaction'>(toMetaReaction);
/** Sends a message in Meta's own words. */
export const sendRaw = sendAs<'raw'>(({ content }) => ({ ...content }) as IDataObject);

/**
 * Shows the person that a message was read and, if asked for, that an answer is being written: until the
 * answer comes, for at most 25 seconds.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators/
 */
export async function markRead(
	whatsappMessageId: string,
	{ account, call }: Connection,
	{ showTyping }: { readonly showTyping: boolean },
) {
	return await call({
		method: 'POST',
		path: messagesPath(account),
		body: {
			messaging_product: 'whatsapp',
			status: 'read',
			message_id: whatsappMessageId,
			...(showTyping && { typing_indicator: { type: 'text' } }),
		},
	});
}
