import type { Contact, ContactReference } from '../../core/contact';
import type { Call, Connection } from '../../core/request';
import { getContact } from './contacts';
import { findGroup, type Group, groupFor } from './groupList';

/** Source: https://docs.app.wa.cr/ (Groups, contacts of a group) */
async function change(
	method: 'POST' | 'DELETE',
	{ id }: Group,
	contact: Contact,
	call: Call,
): Promise<void> {
	const own = contact.id ?? '';
	await call({
		method,
		path: `/groups/${encodeURIComponent(String(id))}/contacts`,
		body: { contact_ids: [/^\d+$/.test(own) ? Number(own) : own] },
	});
}

function others({ labels }: Contact, name: string): string[] {
	return labels.filter((label) => label.toLowerCase() !== name.toLowerCase());
}

/** Puts a contact into a group, which is made where it does not exist. */
export async function addGroup(
	reference: ContactReference,
	name: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	const group = await groupFor(name, connection.call);
	await change('POST', group, contact, connection.call);
	return { ...contact, labels: [...others(contact, name), group.name] };
}

/** Takes a contact out of a group; out of one that does not exist, it is already. */
export async function removeGroup(
	reference: ContactReference,
	name: string,
	connection: Connection,
): Promise<Contact> {
	const contact = await getContact(reference, connection);
	const group = await findGroup(name, connection.call);
	if (group !== undefined) await change('DELETE', group, contact, connection.call);
	return { ...contact, labels: others(contact, name) };
}
