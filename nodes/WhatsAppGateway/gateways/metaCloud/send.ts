import type { IDataObject } from 'n8n-workflow';

import type { Kind, Message } from '../../core/message';
import type { Connection } from '../../core/request';
import {
	toMetaButtons,
	toMetaContacts,
	toMetaCtaUrl,
	toMetaList,
	toMetaLocation,
	toMetaReaction,
	toMetaText,
} from '../../whatsapp/metaMessages';
import { messagesPath, postMessage } from './postMessage';

/** The function that sends one kind of message. */
function sendAs<K extends Kind>(toContent: (message: Message<K>) => IDataObject) {
	return async (message: Message<K>, connection: Connection) =>
		await postMessage(message, connection, toContent(message));
}

/** Sends a text. */
export const sendText = sendAs<'text'>(toMetaText);
/** Sends reply buttons. */
export const sendButtons = sendAs<'buttons'>(toMetaButtons);
/** Sends a list. */
export const sendList = sendAs<'list'>(toMetaList);
/** Sends a link button. */
export const sendCtaUrl = sendAs<'ctaUrl'>(toMetaCtaUrl);
/** Sends a location. */
export const sendLocation = sendAs<'location'>(toMetaLocation);
/** Sends contact cards. */
export const sendContacts = sendAs<'contacts'>(toMetaContacts);
/** Sends a reaction, or removes it. */
export const sendReaction = sendAs<'reaction'>(toMetaReaction);
/**
 * Shows the person that a message was read.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read
 */
export async function markRead(whatsappMessageId: string, { account, call }: Connection) {
	return await call({
		method: 'POST',
		path: messagesPath(account),
		body: { messaging_product: 'whatsapp', status: 'read', message_id: whatsappMessageId },
	});
}
