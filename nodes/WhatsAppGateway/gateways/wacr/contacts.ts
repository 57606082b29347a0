import type { IDataObject } from 'n8n-workflow';

import type {
	Contact,
	ContactChanges,
	ContactFields,
	ContactQuery,
	ContactReference,
} from '../../core/contact';
import { GatewayError } from '../../core/faults';
import type { Call, Connection } from '../../core/request';
import { firstId } from '../../gatewayKit/laravel';
import { noLastName, phoneDigits } from '../../gatewayKit/laravelRows';
import { pathOf } from '../../gatewayKit/path';
import { requireAny } from '../../gatewayKit/record';
import { toContact, toNameFields } from './contactRow';
import { ensureGroup, findGroup } from './groupList';
import { dataOf, gateway, listRows } from './response';

// Without it, contacts come without their groups.
const withGroups = { include: 'groups' } as const;

/** The contact with this number; `undefined` if there is none. */
export async function findByPhone(phone: string, call: Call): Promise<Contact | undefined> {
	const query = { search: phoneDigits(phone), ...withGroups };
	for await (const row of listRows(call, '/contacts', query)) {
		const contact = toContact(row);
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
		const path = pathOf('contacts', reference.id);
		const answer = await call({ method: 'GET', path, query: withGroups });
		return toContact(requireAny(dataOf(answer), ['id'], gateway, 'contact'));
	}
	const contact = await findByPhone(reference.phone, call);
	if (contact !== undefined) return contact;
	throw new GatewayError('notFound', `${gateway} has no contact with ${reference.phone}.`, {
		hint: 'Create it first with the operation Create or Update, or send the person a message.',
	});
}

/** Source: https://docs.app.wa.cr/ (Delete Contact) */
export async function deleteContact(
	reference: ContactReference,
	connection: Connection,
): Promise<void> {
	const { id } = 'id' in reference ? reference : await getContact(reference, connection);
	await connection.call({ method: 'DELETE', path: pathOf('contacts', id ?? '') });
}

/** The fields of the filters. Source: https://github.com/kdctek/n8n-nodes-wacrapp (Contact, Get Many) */
const filterFields = [
	['type', 'type'],
	['source', 'source_id'],
	['status', 'status_id'],
] as const;

/** Page after page. Source: https://docs.app.wa.cr/list-contacts-28559783e0 */
export async function* searchContacts(
	{ text, label, others = {} }: ContactQuery,
	{ call }: Connection,
): AsyncIterable<Contact> {
	const group = label === null ? undefined : await findGroup(label, call);
	// A group that does not exist has no members.
	if (label !== null && group === undefined) return;
	const query = {
		...(text !== null && { search: text }),
		...(group !== undefined && { 'filter[group_id]': group.id }),
		...Object.fromEntries(
			filterFields.flatMap(([name, field]) => {
				const value = others[name];
				return value === undefined ? [] : [[`filter[${field}]`, value]];
			}),
		),
		...withGroups,
	};
	for await (const row of listRows(call, '/contacts', query)) yield toContact(row);
}

/** The account's first source or status: WA.CR creates no contact without one of each. */
export async function requireFirst(
	what: 'source' | 'status',
	call: Call,
): Promise<number | string> {
	const id = await firstId(listRows(call, what === 'source' ? '/sources' : '/statuses'));
	if (id !== undefined) return id;
	throw new GatewayError(
		'notConfigured',
		`${gateway} needs a ${what} to create a contact, and the account has none.`,
		{ hint: `Create a ${what} in the settings of ${gateway}, then run the node again.` },
	);
}

/** The fields that WA.CR requires of a new contact and that were not given. */
async function requiredFields(
	{ phone, name, customFields }: ContactFields,
	call: Call,
): Promise<IDataObject> {
	const { source_id: sourceId, status_id: statusId } = customFields;
	return {
		...toNameFields(name ?? phone),
		phone,
		type: 'lead',
		...(sourceId === undefined && { source_id: await requireFirst('source', call) }),
		...(statusId === undefined && { status_id: await requireFirst('status', call) }),
	};
}

/** The fields of WA.CR for what is given. Groups that do not exist are created. */
async function toBody(
	{ name, email, labels, customFields }: ContactChanges,
	call: Call,
): Promise<IDataObject> {
	const groups: Array<number | string> = [];
	for (const label of labels ?? []) groups.push((await ensureGroup(label, call)).id);
	return {
		...(name !== undefined && toNameFields(name)),
		...(email !== undefined && { email }),
		...(labels !== undefined && { groups }),
		...(customFields as IDataObject),
	};
}

/** Source: https://github.com/kdctek/n8n-nodes-wacrapp (Contact, Update) */
async function patchContact(
	{ id, labels }: Pick<Contact, 'id' | 'labels'>,
	body: IDataObject,
	call: Call,
): Promise<Contact> {
	const path = pathOf('contacts', id ?? '');
	const answer = await call({ method: 'PATCH', path, body });
	return toContact(requireAny(dataOf(answer), ['id', 'phone'], gateway, 'contact'), labels);
}

/** Changes a contact: an email that is empty is cleared, an empty name becomes the number. */
export async function updateContact(
	reference: ContactReference,
	changes: ContactChanges,
	connection: Connection,
): Promise<Contact> {
	const { id, phone, labels } = await getContact(reference, connection);
	const isCleared = changes.name?.trim() === '';
	const wanted = isCleared ? { ...changes, name: phone ?? noLastName } : changes;
	const body = await toBody(wanted, connection.call);
	return await patchContact({ id, labels: changes.labels ?? labels }, body, connection.call);
}

/** WA.CR has no upsert: the number is looked up first. Groups that are given replace the others. */
export async function saveContact(fields: ContactFields, { call }: Connection): Promise<Contact> {
	const { phone, name, email, labels, customFields } = fields;
	const existing = await findByPhone(phone, call);
	const given = {
		...(name !== null && { name }),
		...(email !== null && { email }),
		...(labels !== null && { labels }),
		customFields,
	};
	const changes = await toBody(given, call);
	if (existing === undefined) {
		const body = { ...(await requiredFields(fields, call)), ...changes };
		const answer = await call({ method: 'POST', path: '/contacts', body });
		return toContact(requireAny(dataOf(answer), ['id'], gateway, 'contact'), labels ?? []);
	}
	if (Object.keys(changes).length === 0) return existing;
	return await patchContact({ id: existing.id, labels: labels ?? existing.labels }, changes, call);
}
