import type { IDataObject } from 'n8n-workflow';

import type { Contact, ContactFields, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { dataOf, gateway, pages, pathOf, type Row } from './answers';
import { contactOf, groupNames, type GroupNames } from './contactRow';
import { findRow, rowOf } from './contacts';

/** Names as Xobito takes them, in one text; an empty one is taken to mean no group. */
function asGroups(names: readonly string[]): string {
	const split = names.find((name) => name.includes(','));
	if (split === undefined) return names.join(',');
	throw new GatewayError('invalidRequest', `The group “${split}” has a comma in its name.`, {
		hint: 'Xobito separates groups by commas. Give the group another name.',
	});
}

/** The first source or status of the workspace: Xobito makes no contact without one of each. */
async function firstOf(below: '/sources' | '/statuses', connection: Connection) {
	for await (const { id } of pages(connection, below)) {
		if (typeof id === 'number') return id;
		const text = asText(id);
		if (text !== null) return text;
	}
	const what = below === '/sources' ? 'source' : 'status';
	throw new GatewayError('notConfigured', `The Xobito workspace has no contact ${what} yet.`, {
		hint: `Create one in Xobito’s settings, or give ${what}_id under Gateway’s Own Fields.`,
	});
}

/** A name in Xobito's two fields: the first word, and the rest. */
function inTwo(name: string): { firstname: string; lastname: string } {
	const [firstname = '', ...rest] = name.trim().split(/\s+/);
	return { firstname, lastname: rest.join(' ') };
}

/** What is asked for, in Xobito's fields. */
function changesOf({ name, email, labels, customFields }: ContactFields): IDataObject {
	return {
		...(name !== null && inTwo(name)),
		...(email !== null && { email }),
		...(labels !== null && { groups: asGroups(labels) }),
		...(customFields as IDataObject),
	};
}

/** The contact after a change: what Xobito tells of it, and where it is silent, what was asked for. */
async function saved(
	asked: Row,
	told: Row,
	namesOf: GroupNames,
	labels: readonly string[],
): Promise<Contact> {
	const { group_id: groupId, groups } = told;
	const names = await namesOf({ group_id: groupId, groups }, labels);
	return { ...contactOf({ ...asked, ...told }, names), raw: told };
}

/** Source: https://documents.xobito.com/api-reference/introduction */
async function create(
	fields: ContactFields,
	connection: Connection,
	namesOf: GroupNames,
): Promise<Contact> {
	const { phone, customFields, labels } = fields;
	const body = {
		// Xobito wants a first name; the number stands in for one that nobody gave.
		firstname: phone,
		phone,
		type: 'lead',
		source_id: customFields['source_id'] ?? (await firstOf('/sources', connection)),
		status_id: customFields['status_id'] ?? (await firstOf('/statuses', connection)),
		...changesOf(fields),
	};
	const told = dataOf(
		await connection.call({ method: 'POST', path: pathOf(connection.account, '/contacts'), body }),
	);
	return await saved(body, told, namesOf, labels ?? []);
}

/** What Xobito may require again with every change. */
const kept = ['firstname', 'lastname', 'phone', 'type', 'source_id', 'status_id'] as const;

/** Source: https://documents.xobito.com/api-reference/introduction */
async function update(
	row: Row,
	changes: IDataObject,
	{ account, call }: Connection,
	namesOf: GroupNames,
	otherwise: readonly string[],
): Promise<Contact> {
	const same = kept.flatMap((name) => (asText(row[name]) === null ? [] : [[name, row[name]]]));
	const id = encodeURIComponent(asText(row['id']) ?? '');
	const path = pathOf(account, `/contacts/${id}`);
	const body = { ...Object.fromEntries(same), ...changes } as IDataObject;
	const told = dataOf(await call({ method: 'PUT', path, body }));
	return await saved({ ...row, ...body }, told, namesOf, otherwise);
}

/** Whether Xobito refused because there is a contact of this number already. */
function isTaken(error: unknown): error is GatewayError {
	if (!(error instanceof GatewayError)) return false;
	const { fields, gatewayCode } = error.details;
	const reasons = fields?.['phone'] ?? (/phone/i.test(gatewayCode ?? '') ? [gatewayCode] : []);
	return reasons.some((reason) => /already been taken|already exists/i.test(reason ?? ''));
}

/** Makes the contact; where Xobito has one of this number, which it refuses, brings that up to date. */
export async function saveContact(fields: ContactFields, connection: Connection): Promise<Contact> {
	const namesOf = groupNames(connection);
	try {
		return await create(fields, connection, namesOf);
	} catch (error) {
		const row = isTaken(error) ? await findRow(fields, connection) : undefined;
		if (row === undefined) return rethrow(error);
		const labels = fields.labels ?? (await namesOf(row));
		return await update(row, changesOf(fields), connection, namesOf, labels);
	}
}

/** Replaces a contact's groups by others made from them; asks for nothing where they stay the same. */
async function regroup(
	reference: ContactReference,
	connection: Connection,
	change: (names: readonly string[]) => readonly string[],
): Promise<Contact> {
	const row = await rowOf(reference, connection);
	const namesOf = groupNames(connection);
	const before = await namesOf(row);
	const after = change(before);
	if (after.length === before.length) return contactOf(row, before);
	const groups = asGroups(after);
	const contact = await update(row, { groups }, connection, namesOf, after);
	if (contact.labels.length === after.length) return contact;
	throw new GatewayError(
		'unsupported',
		`${gateway} took the change of groups but did not make it.`,
		{
			raw: contact.raw,
			hint: 'Change the contact’s groups in Xobito’s dashboard.',
		},
	);
}

/** Puts a contact into a group, which Xobito makes where there is none of this name. */
export async function addGroup(
	reference: ContactReference,
	label: string,
	connection: Connection,
): Promise<Contact> {
	return await regroup(reference, connection, (names) => [...new Set([...names, label])]);
}

/** Takes a contact out of a group; nothing happens where it is not in it. */
export async function removeGroup(
	reference: ContactReference,
	label: string,
	connection: Connection,
): Promise<Contact> {
	return await regroup(reference, connection, (names) => names.filter((name) => name !== label));
}
