import type { Contact, ContactReference } from '../../core/contact';
import type { Call, Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { getContact } from './contacts';
import { ensureGroup, findGroup, type Group } from './groupList';

/**
 * Puts contacts into a group, or takes them out.
 *
 * @param ids of the contacts
 * Source: https://docs.app.wa.cr/ (Groups, contacts of a group)
 */
export async function changeMembership(
	method: 'POST' | 'DELETE',
	group: Group,
	ids: readonly string[],
	call: Call,
): Promise<void> {
	await call({
		method,
		path: pathOf('groups', String(group.id), 'contacts'),
		body: { contact_ids: ids.map((id) => (/^\d+$/.test(id) ? Number(id) : id)) },
	});
}

function labelsWithout({ labels }: Contact, { name }: Group): string[] {
	return labels.filter((label) => label !== name);
}

/** Adds a contact to a group, which is created if it does not exist. */
export async function addGroup(
	reference: ContactReference,
	name: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	const group = await ensureGroup(name, connection.call);
	await changeMembership('POST', group, [contact.id ?? ''], connection.call);
	return { ...contact, labels: [...labelsWithout(contact, group), group.name] };
}

/** Removes a contact from a group; a group that does not exist changes nothing. */
export async function removeGroup(
	reference: ContactReference,
	name: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	const group = await findGroup(name, connection.call);
	if (group === undefined) return contact;
	await changeMembership('DELETE', group, [contact.id ?? ''], connection.call);
	return { ...contact, labels: labelsWithout(contact, group) };
}
