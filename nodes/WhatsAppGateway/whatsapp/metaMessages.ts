import type { IDataObject } from 'n8n-workflow';

import type {
	ContactsContent,
	LocationContent,
	MediaContent,
	MediaKind,
	ReactionContent,
	TextContent,
} from '../core/message';
import { toMetaFile } from './metaInteractive';

// Meta's JSON of each kind of message, without recipient and reply.
// Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages

/** A text as Meta's message content. */
export function toMetaText({ body, linkPreview }: TextContent): IDataObject {
	return {
		type: 'text',
		text: { body, ...(linkPreview !== undefined && { preview_url: linkPreview }) },
	};
}

/** A file as Meta's message content. Meta shows a file name for documents only. */
export function toMetaMedia({
	kind,
	file,
	caption,
	fileName,
	voice,
}: MediaContent & { readonly kind: MediaKind }): IDataObject {
	return {
		type: kind,
		[kind]: {
			...toMetaFile(file),
			...(caption !== null && { caption }),
			...(kind === 'document' && fileName !== null && { filename: fileName }),
			...(voice === true && { voice }),
		},
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
