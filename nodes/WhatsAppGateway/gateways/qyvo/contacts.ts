import type { IDataObject } from 'n8n-workflow';

import type {
	Contact,
	ContactChanges,
	ContactFields,
	ContactQuery,
	ContactReference,
} from '../../core/contact';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { requireAny } from '../../gatewayKit/record';
import { requireRows } from '../../gatewayKit/rows';

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

/** How a request names a contact. */
export function toKey(reference: ContactReference): IDataObject {
	return 'id' in reference ? { contact_id: reference.id } : { phone: reference.phone };
}

/** The contact that an action answers with. */
async function postAction(action: string, body: IDataObject, call: Call): Promise<Contact> {
	const { body: raw } = await call({ method: 'POST', path: `/actions/${action}`, body });
	requireAny(asObject(raw), ['id', 'phone'], 'Qyvo', 'contact');
	return toContact(raw);
}

/** What Qyvo stores of a contact beside its metadata. */
const ownFields: readonly string[] = ['phone', 'contact_id', 'name', 'email', 'tags'];

/**
 * Custom fields by the names of the API. Those that the API does not have become metadata, which Qyvo lays
 * over what the contact has.
 */
function toBody({ metadata = {}, ...fields }: ContactFields['customFields']): IDataObject {
	const entries = Object.entries(fields);
	const own = Object.fromEntries(entries.filter(([name]) => ownFields.includes(name)));
	const others = entries.filter(([name]) => !ownFields.includes(name));
	const isObject = asObject(metadata) === metadata;
	// What is no object is refused by Qyvo, in its own words.
	const given = isObject ? { ...Object.fromEntries(others), ...asObject(metadata) } : metadata;
	const isEmpty = isObject && Object.keys(asObject(given)).length === 0;
	return { ...own, ...(!isEmpty && { metadata: given }) } as IDataObject;
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
		...toBody(customFields),
		phone,
		...(name !== null && { name }),
		...(email !== null && { email }),
		...(labels !== null && { tags: labels.join(',') }),
	};
	return await postAction('create-contact', body, call);
}

/**
 * Changes a contact: an empty name or email is cleared, and the tags that are given replace all others.
 * Source: https://www.qyvo.io/docs/api/actions/update-contact
 */
export async function updateContact(
	reference: ContactReference,
	{ name, email, labels, customFields }: ContactChanges,
	{ call }: Connection,
): Promise<Contact> {
	const body = {
		...toBody(customFields),
		...toKey(reference),
		...(name !== undefined && { name }),
		...(email !== undefined && { email }),
		...(labels !== undefined && { tags: labels.join(',') }),
	};
	return await postAction('update-contact', body, call);
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
export async function getContactByEmail(email: string, { call }: Connection): Promise<Contact> {
	return await postAction('get-contact', { email }, call);
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
export async function getContact(
	reference: ContactReference,
	{ call }: Connection,
): Promise<Contact> {
	return await postAction('get-contact', toKey(reference), call);
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
	const path = '/actions/search-contacts';
	const { body } = await call({ method: 'POST', path, body: query, lists: true });
	yield* requireRows(body, 'Qyvo', body, 'contacts').map(toContact);
}

/** Source: https://www.qyvo.io/docs/api/actions/add-tag */
export async function addTag(
	reference: ContactReference,
	tag: string,
	{ call }: Connection,
): Promise<Contact> {
	return await postAction('add-tag', { ...toKey(reference), tag }, call);
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
	return await postAction('remove-tag', { ...toKey(reference), tag }, call);
}
