import type { IDataObject } from 'n8n-workflow';

import type { Contact, ContactFields, ContactQuery, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { dataOf, gateway, rowsOf } from './answers';
import { contactOf, inTwo } from './contactRow';
import { findGroup, groupFor } from './groupList';

// Without it a contact comes without its groups.
const withGroups = { include: 'groups' } as const;

/** The contact of a number; `undefined` where there is none. */
async function contactWith(phone: string, call: Call): Promise<Contact | undefined> {
	const search = phone.replace(/\D/g, '');
	for await (const row of rowsOf(call, '/contacts', { search, ...withGroups })) {
		const contact = contactOf(row);
		if (contact.phone === phone && contact.id !== null) return contact;
	}
	return undefined;
}

/** Source: https://docs.app.wa.cr/list-contacts-28559783e0 */
export async function getContact(
	reference: ContactReference,
	{ call }: Connection,
): Promise<Contact> {
	if ('id' in reference) {
		const path = `/contacts/${encodeURIComponent(reference.id)}`;
		return contactOf(dataOf(await call({ method: 'GET', path, query: withGroups })));
	}
	const found = await contactWith(reference.phone, call);
	if (found !== undefined) return found;
	throw new GatewayError('notFound', `${gateway} has no contact with ${reference.phone}.`, {
		hint: 'Create it first with the operation Create or Update, or send the person a message.',
	});
}

/** Page after page. Source: https://docs.app.wa.cr/list-contacts-28559783e0 */
export async function* searchContacts(
	{ text, label }: ContactQuery,
	{ call }: Connection,
): AsyncIterable<Contact> {
	const group = label === null ? undefined : await findGroup(label, call);
	// Nobody is in a group that does not exist.
	if (label !== null && group === undefined) return;
	for await (const row of rowsOf(call, '/contacts', {
		...(text !== null && { search: text }),
		...(group !== undefined && { 'filter[group_id]': group.id }),
		...withGroups,
	})) {
		yield contactOf(row);
	}
}

/** The first source or status of the account: WA.CR makes no contact without one of each. */
async function firstOf(path: '/sources' | '/statuses', call: Call): Promise<number | string> {
	for await (const { id } of rowsOf(call, path)) {
		if (typeof id === 'number') return id;
		const text = asText(id);
		if (text !== null) return text;
	}
	const what = path === '/sources' ? 'source' : 'status';
	throw new GatewayError(
		'notConfigured',
		`${gateway} makes a contact only with a ${what}, and the account has none.`,
		{ hint: `Create a ${what} in the settings of ${gateway}, then run the node again.` },
	);
}

/** What WA.CR requires of a new contact, as far as it was not given. */
async function required(
	{ phone, name, customFields }: ContactFields,
	call: Call,
): Promise<IDataObject> {
	return {
		...inTwo(name ?? phone),
		phone,
		type: 'lead',
		...(customFields['source_id'] === undefined && { source_id: await firstOf('/sources', call) }),
		...(customFields['status_id'] === undefined && { status_id: await firstOf('/statuses', call) }),
	};
}

/** WA.CR has no upsert: the number is looked for first. Groups that are given replace the others. */
export async function saveContact(fields: ContactFields, { call }: Connection): Promise<Contact> {
	const { phone, name, email, labels, customFields } = fields;
	const known = await contactWith(phone, call);
	const groups: Array<number | string> = [];
	for (const label of labels ?? []) groups.push((await groupFor(label, call)).id);
	const given: IDataObject = {
		...(name !== null && inTwo(name)),
		...(email !== null && { email }),
		...(labels !== null && { groups }),
		...(customFields as IDataObject),
	};
	if (known === undefined) {
		const body = { ...(await required(fields, call)), ...given };
		const answer = await call({ method: 'POST', path: '/contacts', body });
		return contactOf(dataOf(answer), labels ?? []);
	}
	if (Object.keys(given).length === 0) return known;
	const path = `/contacts/${encodeURIComponent(known.id ?? '')}`;
	const answer = await call({ method: 'PATCH', path, body: given });
	return contactOf(dataOf(answer), labels ?? known.labels);
}
