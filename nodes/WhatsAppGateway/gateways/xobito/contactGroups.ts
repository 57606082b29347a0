import type { Contact, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import type { Connection } from '../../core/request';
import { toContact } from '../../gatewayKit/laravelRows';
import { createGroupNames } from './contactGroupNames';
import { requireRow } from './contacts';
import { gateway } from './response';
import { joinGroupNames, putContact } from './saveContact';

/** Replaces a contact's groups by others made from them; sends nothing if they stay the same. */
async function changeGroups(
	reference: ContactReference,
	connection: Connection,
	change: (names: readonly string[]) => readonly string[],
): Promise<Contact> {
	const row = await requireRow(reference, connection);
	const groupNames = createGroupNames(connection);
	const before = await groupNames(row);
	const after = change(before);
	if (after.length === before.length) return toContact(row, before);
	const changes = { groups: joinGroupNames(after) };
	const contact = await putContact(row, changes, connection, groupNames, after);
	if (contact.labels.length === after.length) return contact;
	throw new GatewayError(
		'unsupported',
		`${gateway} accepted the change of groups but did not make it.`,
		{ raw: contact.raw, hint: 'Change the contact’s groups in Xobito’s dashboard.' },
	);
}

/** Adds a contact to a group, which Xobito creates if there is none of this name. */
export async function addGroup(
	reference: ContactReference,
	label: string,
	connection: Connection,
): Promise<Contact> {
	return await changeGroups(reference, connection, (names) => [...new Set([...names, label])]);
}

/** Removes a contact from a group. */
export async function removeGroup(
	reference: ContactReference,
	label: string,
	connection: Connection,
): Promise<Contact> {
	return await changeGroups(reference, connection, (names) =>
		names.filter((name) => name !== label),
	);
}
