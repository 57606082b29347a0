import type { Contact, ContactQuery, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { phoneDigits, toContact } from '../../gatewayKit/laravelRows';
import { createGroupNames } from './contactGroupNames';
import { gateway, listRows } from './response';

/**
 * The row of a contact; `undefined` if there is none. Neither a lookup of one contact nor a filter is
 * documented, so the list is read.
 * Source: https://documents.xobito.com/api-reference/introduction
 */
export async function findRow(
	reference: ContactReference,
	connection: Connection,
): Promise<JsonObject | undefined> {
	for await (const row of listRows(connection, 'contacts')) {
		const isMatch =
			'id' in reference
				? asText(row['id']) === reference.id
				: phoneDigits(row['phone']) === phoneDigits(reference.phone);
		if (isMatch) return row;
	}
	return undefined;
}

/** The row of a contact. Throws `notFound`. */
export async function requireRow(
	reference: ContactReference,
	connection: Connection,
): Promise<JsonObject> {
	const row = await findRow(reference, connection);
	if (row !== undefined) return row;
	const which = 'id' in reference ? `the id ${reference.id}` : reference.phone;
	throw new GatewayError('notFound', `${gateway} has no contact with ${which}.`, {
		hint: 'Create it first with the operation Create or Update, or send the person a message.',
	});
}

/** A contact by its number or by Xobito's id. Throws `notFound`. */
export async function getContact(
	reference: ContactReference,
	connection: Connection,
): Promise<Contact> {
	const row = await requireRow(reference, connection);
	return toContact(row, await createGroupNames(connection)(row));
}

/** Whether a contact has a text in its name, number or email. */
function containsText({ name, phone, email }: Contact, text: string): boolean {
	const wanted = text.toLowerCase();
	const digits = /^[\d\s()+.-]+$/.test(text) ? phoneDigits(text) : '';
	return (
		[name, phone, email].some((field) => field?.toLowerCase().includes(wanted)) ||
		(digits !== '' && (phone?.includes(digits) ?? false))
	);
}

/** Page after page; Xobito has no filter, so every contact is read and compared. */
export async function* searchContacts(
	{ text, label, others = {} }: ContactQuery,
	connection: Connection,
): AsyncIterable<Contact> {
	const groupNames = createGroupNames(connection);
	const group = label?.toLowerCase();
	const isWanted = (value: unknown, wanted?: string) =>
		wanted === undefined || asText(value) === wanted;
	for await (const row of listRows(connection, 'contacts')) {
		const { type, source_id: source, status_id: status } = row;
		const isOther =
			!isWanted(type, others.type) ||
			!isWanted(source, others.source) ||
			!isWanted(status, others.status);
		if (isOther) continue;
		const contact = toContact(row, await groupNames(row));
		const isInGroup =
			group === undefined || contact.labels.some((name) => name.toLowerCase() === group);
		if (isInGroup && (text === null || containsText(contact, text))) yield contact;
	}
}
