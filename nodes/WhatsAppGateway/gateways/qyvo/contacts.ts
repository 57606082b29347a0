import type { IDataObject } from 'n8n-workflow';

import type { Contact, ContactFields, ContactQuery, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';

/** Every answer about a contact, whole as in get-contact or short as in add-tag. */
function contact(raw: unknown): Contact {
	const row = asObject(raw);
	return {
		id: asText(row['id']),
		phone: asText(row['phone']),
		name: asText(row['name']),
		email: asText(row['email']),
		labels: asTexts(row['tags']),
		optedOut: 'opted_out_at' in row ? asText(row['opted_out_at']) !== null : null,
		createdAt: asText(row['created_at']),
		raw,
	};
}

function key(reference: ContactReference): IDataObject {
	return 'id' in reference ? { contact_id: reference.id } : { phone: reference.phone };
}

async function act(action: string, body: IDataObject, call: Call): Promise<unknown> {
	return (await call({ method: 'POST', path: `/actions/${action}`, body })).body;
}

/**
 * Makes a contact or updates it; Qyvo's create does both.
 * Source: https://www.qyvo.io/docs/api/actions/create-contact
 */
export async function saveContact(
	{ phone, name, email, labels, customFields }: ContactFields,
	{ call }: Connection,
): Promise<Contact> {
	return contact(
		await act(
			'create-contact',
			{
				...customFields,
				phone,
				...(name !== null && { name }),
				...(email !== null && { email }),
				...(labels !== null && { tags: labels.join(',') }),
			},
			call,
		),
	);
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
export async function getContact(reference: ContactReference, { call }: Connection) {
	return contact(await act('get-contact', key(reference), call));
}

/**
 * At most 50 contacts, those with the latest messages first; Qyvo has no pages.
 * Source: https://www.qyvo.io/docs/api/actions/search-contacts
 */
export async function* searchContacts(
	{ text, label }: ContactQuery,
	{ call }: Connection,
): AsyncIterable<Contact> {
	const found = await act(
		'search-contacts',
		{ ...(text !== null && { query: text }), ...(label !== null && { tag: label }) },
		call,
	);
	if (!Array.isArray(found)) {
		throw new GatewayError('unexpectedAnswer', 'Qyvo sent no list of contacts.', { raw: found });
	}
	yield* found.map(contact);
}

/** Source: https://www.qyvo.io/docs/api/actions/add-tag */
export async function addTag(
	reference: ContactReference,
	tag: string,
	{ call }: Connection,
): Promise<Contact> {
	return contact(await act('add-tag', { ...key(reference), tag }, call));
}

/** Its answer is not documented; it is read like that of add-tag. */
export async function removeTag(
	reference: ContactReference,
	tag: string,
	{ call }: Connection,
): Promise<Contact> {
	return contact(await act('remove-tag', { ...key(reference), tag }, call));
}
