import type { IDataObject } from 'n8n-workflow';

import type { Contact, ContactFields } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { firstId } from '../../gatewayKit/laravel';
import { splitName, toContact } from '../../gatewayKit/laravelRows';
import { createGroupNames, type GroupNames } from './contactGroupNames';
import { findRow } from './contacts';
import { dataOf, listRows, workspacePath } from './response';

/** Group names as Xobito takes them, in one text; an empty text is taken to mean no group. */
export function joinGroupNames(names: readonly string[]): string {
	const withComma = names.find((name) => name.includes(','));
	if (withComma === undefined) return names.join(',');
	throw new GatewayError('invalidRequest', `The group “${withComma}” has a comma in its name.`, {
		hint: 'Xobito separates groups by commas. Give the group another name.',
	});
}

/** The workspace's first source or status: Xobito creates no contact without one of each. */
async function requireFirst(what: 'source' | 'status', connection: Connection) {
	const id = await firstId(listRows(connection, what === 'source' ? 'sources' : 'statuses'));
	if (id !== undefined) return id;
	throw new GatewayError('notConfigured', `The Xobito workspace has no contact ${what} yet.`, {
		hint: `Create one in Xobito’s settings, or give ${what}_id in Custom Fields (JSON).`,
	});
}

/** The wanted changes in Xobito's fields. */
export function toChanges({ name, email, labels, customFields }: ContactFields): IDataObject {
	return {
		...(name !== null && splitName(name)),
		...(email !== null && { email }),
		...(labels !== null && { groups: joinGroupNames(labels) }),
		...(customFields as IDataObject),
	};
}

/** The contact after a change: the fields of the answer, and for those it lacks, the fields sent. */
async function toSavedContact(
	sent: JsonObject,
	answered: JsonObject,
	groupNames: GroupNames,
	labels: readonly string[],
): Promise<Contact> {
	const { group_id: groupId, groups } = answered;
	const names = await groupNames({ group_id: groupId, groups }, labels);
	return { ...toContact({ ...sent, ...answered }, names), raw: answered };
}

/** Source: https://documents.xobito.com/api-reference/introduction */
async function createContact(
	fields: ContactFields,
	connection: Connection,
	groupNames: GroupNames,
): Promise<Contact> {
	const { phone, customFields, labels } = fields;
	const body = {
		// Xobito requires a first name: without a name it is the number.
		firstname: phone,
		phone,
		type: 'lead',
		source_id: customFields['source_id'] ?? (await requireFirst('source', connection)),
		status_id: customFields['status_id'] ?? (await requireFirst('status', connection)),
		...toChanges(fields),
	};
	const path = workspacePath(connection.account, 'contacts');
	const answered = dataOf(await connection.call({ method: 'POST', path, body }));
	return await toSavedContact(body, answered, groupNames, labels ?? []);
}

/** The fields that Xobito may require again with every change. */
const requiredFields = [
	'firstname',
	'lastname',
	'phone',
	'type',
	'source_id',
	'status_id',
] as const;

/**
 * Changes a contact. Source: https://documents.xobito.com/api-reference/introduction
 *
 * @param labels its groups after the change, for an answer without groups
 */
export async function putContact(
	row: JsonObject,
	changes: IDataObject,
	{ account, call }: Connection,
	groupNames: GroupNames,
	labels: readonly string[],
): Promise<Contact> {
	const unchanged = Object.fromEntries(
		requiredFields.filter((name) => asText(row[name]) !== null).map((name) => [name, row[name]]),
	);
	const path = workspacePath(account, 'contacts', asText(row['id']) ?? '');
	const body = { ...unchanged, ...changes } as IDataObject;
	const answered = dataOf(await call({ method: 'PUT', path, body }));
	return await toSavedContact({ ...row, ...body }, answered, groupNames, labels);
}

/** Whether Xobito refused because a contact has this number already. */
function isPhoneTaken(error: unknown): boolean {
	if (!(error instanceof GatewayError)) return false;
	const { fields, gatewayCode } = error.details;
	const reasons = fields?.['phone'] ?? (/phone/i.test(gatewayCode ?? '') ? [gatewayCode] : []);
	return reasons.some((reason) => /already been taken|already exists/i.test(reason ?? ''));
}

/** Creates a contact; Xobito refuses a number that it has, and then that contact is updated. */
export async function saveContact(fields: ContactFields, connection: Connection): Promise<Contact> {
	const groupNames = createGroupNames(connection);
	try {
		return await createContact(fields, connection, groupNames);
	} catch (error) {
		const row = isPhoneTaken(error) ? await findRow(fields, connection) : undefined;
		if (row === undefined) return rethrow(error);
		const labels = fields.labels ?? (await groupNames(row));
		return await putContact(row, toChanges(fields), connection, groupNames, labels);
	}
}
