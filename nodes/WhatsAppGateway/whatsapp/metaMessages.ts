import type { IDataObject } from 'n8n-workflow';

import type {
	ButtonsContent,
	ContactsContent,
	CtaUrlContent,
	InteractiveText,
	ListContent,
	LocationContent,
	ReactionContent,
	TextContent,
} from '../core/message';

// Meta's JSON of each kind of message, without recipient and reply.
// Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages

/** A text as Meta's message content. */
export function toMetaText({ body }: TextContent): IDataObject {
	return { type: 'text', text: { body } };
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages */
function toInteractive(
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

/** Reply buttons as Meta's message content. */
export function toMetaButtons(message: ButtonsContent): IDataObject {
	const buttons = message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
	return toInteractive('button', message, { buttons });
}

/**
 * A list as Meta's message content.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export function toMetaList(message: ListContent): IDataObject {
	const sections = message.sections.map(({ title, rows }) => ({
		...(title !== null && { title }),
		rows: rows.map((row) => ({
			id: row.id,
			title: row.title,
			...(row.description !== null && { description: row.description }),
		})),
	}));
	return toInteractive('list', message, { button: message.button, sections });
}

/**
 * A link button as Meta's message content.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export function toMetaCtaUrl(message: CtaUrlContent): IDataObject {
	const parameters = { display_text: message.button, url: message.url };
	return toInteractive('cta_url', message, { name: 'cta_url', parameters });
}

/** A location as Meta's message content. */
export function toMetaLocation({
	latitude,
	longitude,
	name,
	address,
}: LocationContent): IDataObject {
	return {
		type: 'location',
		location: {
			latitude,
			longitude,
			...(name !== null && { name }),
			...(address !== null && { address }),
		},
	};
}

/** Contact cards as Meta's message content. */
export function toMetaContacts(message: ContactsContent): IDataObject {
	const contacts = message.contacts.map(
		({ name, firstName, lastName, phone, email, organization }) => ({
			name: {
				formatted_name: name,
				// Meta requires one part of the name beside the whole.
				first_name: firstName ?? name,
				...(lastName !== null && { last_name: lastName }),
			},
			...(phone !== null && {
				phones: [{ phone, type: 'CELL', wa_id: phone.replace('+', '') }],
			}),
			...(email !== null && { emails: [{ email, type: 'WORK' }] }),
			...(organization !== null && { org: { company: organization } }),
		}),
	);
	return { type: 'contacts', contacts };
}

/** A reaction as Meta's message content; an empty emoji removes it. */
export function toMetaReaction({ messageId, emoji }: ReactionContent): IDataObject {
	return { type: 'reaction', reaction: { message_id: messageId, emoji } };
}
