import type { IDataObject } from 'n8n-workflow';

import type { Contact, ContactFields, ContactQuery, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';

/** A contact in any answer, whole as in get-contact or short as in add-tag. */
function toContact(raw: unknown): Contact {
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

function toKey(reference: ContactReference): IDataObject {
	return 'id' in reference ? { contact_id: reference.id } : { phone: reference.phone };
}

async function postAction(action: string, body: IDataObject, call: Call): Promise<unknown> {
	return (await call({ method: 'POST', path: `/actions/${action}`, body })).body;
}

/**
 * Creates a contact or updates it; Qyvo's create does both.
 * Source: https://www.qyvo.io/docs/api/actions/create-contact
 */
export async function saveContact(
	{ phone, name, email, labels, customFields }: ContactFields,
	{ call }: Connection,
): Promise<Contact> {
	const body = {
		...customFields,
		phone,
		...(name !== null && { name }),
		...(email !== null && { email }),
		...(labels !== null && { tags: labels.join(',') }),
	};
	return toContact(await postAction('create-contact', body, call));
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
export async function getContact(
	reference: ContactReference,
	{ call }: Connection,
): Promise<Contact> {
	return toContact(await postAction('get-contact', toKey(reference), call));
}

/**
 * At most 50 contacts, those with the latest messages first; Qyvo has no pages.
 * Source: https://www.qyvo.io/docs/api/actions/search-contacts
 */
export async function* searchContacts(
	{ text, label }: ContactQuery,
	{ call }: Connection,
): AsyncIterable<Contact> {
	const query = { ...(text !== null && { query: text }), ...(label !== null && { tag: label }) };
	const rows = await postAction('search-contacts', query, call);
	if (!Array.isArray(rows)) {
		throw new GatewayError('unexpectedAnswer', 'Qyvo sent no list of contacts.', { raw: rows });
	}
	yield* rows.map(toContact);
}

/** Source: https://www.qyvo.io/docs/api/actions/add-tag */
export async function addTag(
	reference: ContactReference,
	tag: string,
	{ call }: Connection,
): Promise<Contact> {
	return toContact(await postAction('add-tag', { ...toKey(reference), tag }, call));
}

/**
 * A tag that the contact does not have is no fault.
 * Source: https://www.qyvo.io/docs/api/actions/remove-tag
 */
export async function removeTag(
	reference: ContactReference,
	tag: string,
	{ call }: Connection,
): Promise<Contact> {
	return toContact(await postAction('remove-tag', { ...toKey(reference), tag }, call));
}
