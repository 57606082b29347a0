import type { Contact, ContactQuery, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { gateway, pages, type Row } from './answers';
import { contactOf, digitsOf, groupNames } from './contactRow';

/**
 * The row of a contact; `undefined` where there is none. Neither a single lookup nor a filter is
 * documented, so the list is read until it comes.
 * Source: https://documents.xobito.com/api-reference/introduction
 */
export async function findRow(
	reference: ContactReference,
	connection: Connection,
): Promise<Row | undefined> {
	for await (const row of pages(connection, '/contacts')) {
		const found =
			'id' in reference
				? asText(row['id']) === reference.id
				: digitsOf(row['phone']) === digitsOf(reference.phone);
		if (found) return row;
	}
	return undefined;
}

/** The row of a contact. Throws `notFound`. */
export async function rowOf(reference: ContactReference, connection: Connection): Promise<Row> {
	const row = await findRow(reference, connection);
	if (row !== undefined) return row;
	const which = 'id' in reference ? `the id ${reference.id}` : reference.phone;
	throw new GatewayError('notFound', `${gateway} has no contact with ${which}.`, {
		hint: 'Create it first with the operation Create or Update, or send the person a message.',
	});
}

/** One contact by number or by Xobito's id. */
export async function getContact(
	reference: ContactReference,
	connection: Connection,
): Promise<Contact> {
	const row = await rowOf(reference, connection);
	return contactOf(row, await groupNames(connection)(row));
}

/** Whether a contact has these words in its name, number or email. */
function contains({ name, phone, email }: Contact, text: string): boolean {
	const wanted = text.toLowerCase();
	const digits = /^[\d\s()+.-]+$/.test(text) ? text.replace(/\D/g, '') : '';
	return (
		[name, phone, email].some((one) => one?.toLowerCase().includes(wanted)) ||
		(digits !== '' && (phone?.includes(digits) ?? false))
	);
}

/** Page after page; Xobito has no filter, so what does not match is left out here. */
export async function* searchContacts(
	{ text, label }: ContactQuery,
	connection: Connection,
): AsyncIterable<Contact> {
	const namesOf = groupNames(connection);
	const group = label?.toLowerCase();
	for await (const row of pages(connection, '/contacts')) {
		const contact = contactOf(row, await namesOf(row));
		const isIn = group === undefined || contact.labels.some((name) => name.toLowerCase() === group);
		if (isIn && (text === null || contains(contact, text))) yield contact;
	}
}
