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

/** The rows of a list of the card; nothing for an empty one. */
function listOf(name: string, rows: readonly IDataObject[]): IDataObject {
	return rows.length > 0 ? { [name]: [...rows] } : {};
}

/** A contact card in Meta's words. */
function toMetaContact(card: ContactsContent['contacts'][number]): IDataObject {
	const { name, firstName, lastName, phone, email, organization, details = {} } = card;
	const { jobTitle, department, birthday, phones = [], emails = [], urls = [] } = details;
	const org = {
		...(organization !== null && { company: organization }),
		...(department !== undefined && { department }),
		...(jobTitle !== undefined && { title: jobTitle }),
	};
	const first = phone === null ? [] : [{ phone, type: 'CELL', waId: phone.replace('+', '') }];
	const addresses = (details.addresses ?? []).map(({ countryCode, ...address }) => ({
		...address,
		...(countryCode !== undefined && { country_code: countryCode }),
	}));
	return {
		name: {
			formatted_name: name,
			// Meta requires one part of the name beside the whole.
			first_name: firstName ?? name,
			...(lastName !== null && { last_name: lastName }),
		},
		...listOf(
			'phones',
			// Without the wa_id, the card offers to invite the person.
			[...first, ...phones].map(({ waId, ...row }) => ({ ...row, ...(waId && { wa_id: waId }) })),
		),
		...listOf('emails', [...(email === null ? [] : [{ email, type: 'WORK' }]), ...emails]),
		...(Object.keys(org).length > 0 && { org }),
		...listOf('urls', [...urls]),
		...listOf('addresses', addresses),
		...(birthday !== undefined && { birthday }),
	};
}

/**
 * Contact cards as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export function toMetaContacts({ contacts }: ContactsContent): IDataObject {
	return { type: 'contacts', contacts: contacts.map(toMetaContact) };
}

/** A reaction as Meta's message content; an empty emoji removes it. */
export function toMetaReaction({ messageId, emoji }: ReactionContent): IDataObject {
	return { type: 'reaction', reaction: { message_id: messageId, emoji } };
}
