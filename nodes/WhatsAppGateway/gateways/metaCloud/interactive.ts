import type { IDataObject } from 'n8n-workflow';

import type { InteractiveWords, Message } from '../../core/message';
import type { Account, Call } from '../../core/request';
import { post } from './post';

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages */
function interactive(
	type: string,
	{ header, body, footer }: InteractiveWords,
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
export async function sendButtons(message: Message<'buttons'>, account: Account, call: Call) {
	const buttons = message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
	return await post(message, account, call, interactive('button', message, { buttons }));
}

/**
 * A list to choose from.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export async function sendList(message: Message<'list'>, account: Account, call: Call) {
	const sections = message.sections.map(({ title, rows }) => ({
		...(title !== null && { title }),
		rows: rows.map(({ id, title: name, description }) => ({
			id,
			title: name,
			...(description !== null && { description }),
		})),
	}));
	const action = { button: message.button, sections };
	return await post(message, account, call, interactive('list', message, action));
}

/**
 * A button that opens a page.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export async function sendCtaUrl(message: Message<'ctaUrl'>, account: Account, call: Call) {
	const action = {
		name: 'cta_url',
		parameters: { display_text: message.button, url: message.url },
	};
	return await post(message, account, call, interactive('cta_url', message, action));
}
