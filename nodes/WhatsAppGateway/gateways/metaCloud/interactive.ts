import type { IDataObject } from 'n8n-workflow';

import type { InteractiveText, Message } from '../../core/message';
import type { Connection } from '../../core/request';
import { post } from './post';

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages */
function interactive(
	type: string,
	{ header, body, footer }: InteractiveText,
	action: IDataObject,
): IDataObject {
	return {
		type: 'interactive',
		interactive: {
			type,
			...(header !== null && { header: { type: 'text', text: header } }),
			body: { text: body },
			...(footer !== null && { footer: { text: footer } }),
			action,
		},
	};
}

/** Up to three answers to tap. */
export async function sendButtons(message: Message<'buttons'>, connection: Connection) {
	const buttons = message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
	return await post(message, connection, interactive('button', message, { buttons }));
}

/**
 * A list to choose from.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export async function sendList(message: Message<'list'>, connection: Connection) {
	const sections = message.sections.map(({ title, rows }) => ({
		...(title !== null && { title }),
		rows: rows.map(({ id, title: name, description }) => ({
			id,
			title: name,
			...(description !== null && { description }),
		})),
	}));
	const action = { button: message.button, sections };
	return await post(message, connection, interactive('list', message, action));
}

/**
 * A button that opens a page.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export async function sendCtaUrl(message: Message<'ctaUrl'>, connection: Connection) {
	const action = {
		name: 'cta_url',
		parameters: { display_text: message.button, url: message.url },
	};
	return await post(message, connection, interactive('cta_url', message, action));
}
