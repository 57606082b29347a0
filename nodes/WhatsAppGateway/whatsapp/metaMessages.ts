import type { IDataObject } from 'n8n-workflow';

import type {
	ContactsContent,
	LocationContent,
	ReactionContent,
	TextContent,
} from '../core/message';

// Meta's JSON of each kind of message, without recipient and reply.
// Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages

/** A text as Meta's message content. */
export function toMetaText({ body, linkPreview }: TextContent): IDataObject {
	return {
		type: 'text',
		text: { body, ...(linkPreview !== undefined && { preview_url: linkPreview }) },
	};
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
