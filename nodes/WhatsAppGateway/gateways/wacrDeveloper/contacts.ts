import type { IDataObject } from 'n8n-workflow';

import type {
	Contact,
	ContactChanges,
	ContactFields,
	ContactQuery,
	ContactReference,
} from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText, asTexts, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { requireAny } from '../../gatewayKit/record';
import { toE164 } from '../../whatsapp/eventFields';
import { digitsOf } from './messageId';
import { gateway, rowsIn } from './response';

// Source of this file: https://github.com/kdctek/n8n-nodes-wacr (Contact)

/** The most that one answer has; there are no pages. */
export const maxListed = 500;

/** As many as the vendor's own plugin asks for, when it looks for a number. */
const maxCandidates = 100;

/** A contact of WA.CR. */
function toContact(row: JsonObject): Contact {
	const { optedOut } = row;
	return {
		id: asText(row['id']),
		phone: toE164(row['phoneE164']),
		name: asText(row['displayName']),
		email: asText(row['email']),
		labels: asTexts(row['tags']),
		optedOut: typeof optedOut === 'boolean' ? optedOut : null,
		createdAt: asText(row['createdAt']),
		raw: row,
	};
}

/** The contact of an answer, in its envelope or without; what a short answer leaves out is as it was sent. */
function contactIn(body: unknown, known: IDataObject): Contact {
	const whole = asObject(body);
	return toContact({ ...known, ...asObject(whole['contact'] ?? whole) });
}

/**
 * Contacts that are distinguished by their numbers.
 *
 * @throws GatewayError `notConfigured` where the workspace masks them, as WA.CR can
 */
export function withReadableNumbers(rows: readonly JsonObject[]): Contact[] {
	const contacts = rows.map(toContact);
	const isMasked = (row: JsonObject) =>
		asText(row['phoneE164']) !== null && toE164(row['phoneE164']) === null;
	if (!rows.some(isMasked)) return contacts;
	throw new GatewayError(
		'notConfigured',
		`${gateway} masks the numbers of contacts in this workspace, so that one cannot be distinguished from another.`,
		{
			hint: 'Let the API key see whole numbers in the settings of WA.CR, or use the IDs of contacts.',
		},
	);
}

async function findByPhone(phone: string, { call }: Connection): Promise<Contact | undefined> {
	const query = { q: digitsOf(phone), limit: maxCandidates };
	const { body } = await call({ method: 'GET', path: '/v1/contacts', query });
	return withReadableNumbers(rowsIn(body, 'contacts')).find(
		(contact) => contact.phone === phone && contact.id !== null,
	);
}

/** Throws `notFound`. */
export async function getContact(
	reference: ContactReference,
	connection: Connection,
): Promise<Contact> {
	if ('id' in reference) {
		const path = pathOf('v1', 'contacts', reference.id);
		const { body } = await connection.call({ method: 'GET', path });
		const found = contactIn(body, {});
		requireAny({ id: found.id }, ['id'], gateway, 'contact');
		return found;
	}
	const contact = await findByPhone(reference.phone, connection);
	if (contact !== undefined) return contact;
	throw new GatewayError('notFound', `${gateway} has no contact with ${reference.phone}.`, {
		hint: 'Create it first with the operation Create or Update, or send the person a message.',
	});
}

/** At most 500 contacts: WA.CR has no pages. */
export async function* searchContacts(
	{ text, label }: ContactQuery,
	{ call }: Connection,
): AsyncIterable<Contact> {
	const query = {
		limit: maxListed,
		...(text !== null && { q: text }),
		...(label !== null && { tag: label }),
	};
	const { body } = await call({ method: 'GET', path: '/v1/contacts', query });
	yield* rowsIn(body, 'contacts').map(toContact);
}

async function patchContact(
	{ id, phone, raw }: Contact,
	changes: IDataObject,
	{ call }: Connection,
): Promise<Contact> {
	const path = pathOf('v1', 'contacts', id ?? '');
	const { body } = await call({ method: 'PATCH', path, body: changes });
	return contactIn(body, { ...(asObject(raw) as IDataObject), phoneE164: phone, ...changes });
}

/** Changes a contact: an empty name or email is cleared; tags and attributes replace those that it has. */
export async function updateContact(
	reference: ContactReference,
	{ name, email, labels, optedOut, customFields }: ContactChanges,
	connection: Connection,
): Promise<Contact> {
	const changes: IDataObject = {
		...(customFields as IDataObject),
		...(name !== undefined && { displayName: name === '' ? null : name }),
		...(email !== undefined && { email: email === '' ? null : email }),
		...(labels !== undefined && { tags: [...labels] }),
		...(optedOut !== undefined && { optedOut }),
	};
	return await patchContact(await getContact(reference, connection), changes, connection);
}

/**
 * Creates a contact or updates it. WA.CR's upsert clears what it is not given, so that a contact which
 * exists is changed instead.
 */
export async function saveContact(
	{ phone, name, email, labels, customFields }: ContactFields,
	connection: Connection,
): Promise<Contact> {
	const changes: IDataObject = {
		...(customFields as IDataObject),
		...(name !== null && { displayName: name }),
		...(email !== null && { email }),
		...(labels !== null && { tags: [...labels] }),
	};
	const existing = await findByPhone(phone, connection);
	if (existing !== undefined) {
		return Object.keys(changes).length === 0
			? existing
			: await patchContact(existing, changes, connection);
	}
	const fields = { ...changes, phoneE164: phone };
	const { body } = await connection.call({ method: 'POST', path: '/v1/contacts', body: fields });
	return contactIn(body, fields);
}

/** Adds a tag: a change replaces all of them. */
export async function addTag(
	reference: ContactReference,
	tag: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	if (contact.labels.includes(tag)) return contact;
	return await patchContact(contact, { tags: [...contact.labels, tag] }, connection);
}

/** Removes a tag; one that the contact does not have changes nothing. */
export async function removeTag(
	reference: ContactReference,
	tag: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	if (!contact.labels.includes(tag)) return contact;
	const tags = contact.labels.filter((label) => label !== tag);
	return await patchContact(contact, { tags }, connection);
}

/** Deletes a contact for good. Throws `notFound`. */
export async function deleteContact(
	reference: ContactReference,
	connection: Connection,
): Promise<void> {
	const { id } = 'id' in reference ? reference : await getContact(reference, connection);
	await connection.call({ method: 'DELETE', path: pathOf('v1', 'contacts', id ?? '') });
}
