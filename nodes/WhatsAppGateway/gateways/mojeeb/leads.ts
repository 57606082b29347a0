import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Assignment } from '../../core/inboxConversation';
import type {
	Lead,
	LeadFields,
	LeadQuery,
	LeadReference,
	Leads,
	LeadStatusChange,
	LeadStatusCount,
} from '../../core/lead';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { phoneIn } from './contacts';
import { leadFields } from './leadFields';
import { placesOf } from './places';
import { askRecords, listRecords, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_lead and …/list_leads, …/update_lead,
// …/assign_lead, …/delete_lead, …/change_leads_status

/** Leads that a sentence names. */
const maxNamed = 10;

function toLead(row: JsonObject): Lead {
	const assigned = row['assigned_to'];
	return {
		id: asText(row['id']),
		contactId: asText(row['contact_id']),
		phone: phoneIn(row),
		name: asText(row['name']),
		summary: asText(row['summary']),
		status: asText(row['status']),
		pinned: typeof row['pinned'] === 'boolean' ? row['pinned'] : null,
		assignedTo: asText(assigned) ?? firstText(asObject(assigned), 'user_id', 'id'),
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

async function store(
	method: Request['method'],
	steps: readonly string[],
	{ customFields, ...fields }: LeadFields,
	connection: Connection,
): Promise<Lead> {
	const hasCustom = Object.keys(customFields).length > 0;
	const body = { ...fields, ...(hasCustom && { custom_fields: customFields }) } as IDataObject;
	// A change may be made twice; a lead that is created twice is two.
	const request = { method, body, repeatable: method === 'PATCH' };
	const places = placesOf(connection.account, 'leads', ...steps);
	return toLead(recordIn((await askRecords('leads', places, request, connection)).body, 'lead'));
}

/** The filters of the list, by which many are changed as well. */
function toFilters({ assignedTo, createdSince, search: text, status }: LeadQuery): IDataObject {
	return {
		...(assignedTo !== undefined && { assigned_to: assignedTo }),
		...(createdSince !== undefined && { date_from: createdSince.toISOString().slice(0, 10) }),
		...(text !== undefined && { search: text }),
		...(status !== undefined && { status }),
	};
}

async function* search(query: LeadQuery, connection: Connection) {
	const places = placesOf(connection.account, 'leads');
	for await (const row of listRecords('leads', places, toFilters(query), connection)) {
		yield toLead(row);
	}
}

/** The leads with a number: Mojeeb lists pinned ones before the others, and the newest of each first. */
async function* idsOfPerson(wanted: string, connection: Connection) {
	const found = search({ search: wanted.replace('+', '') }, connection);
	for await (const { id, phone } of found) if (phone === wanted && id !== null) yield id;
}

function noLeadOf(phone: string): GatewayError {
	return new GatewayError('notFound', `Mojeeb has no lead with ${phone}.`, {
		hint: 'Create it with Lead: Create, or use the ID of the lead.',
	});
}

/** The lead, or the first one with a number. Throws `notFound`. */
async function idOf(reference: LeadReference, connection: Connection): Promise<string> {
	if ('id' in reference) return reference.id;
	for await (const id of idsOfPerson(reference.phone, connection)) return id;
	throw noLeadOf(reference.phone);
}

/** The lead to delete: of several with a number none is meant more than the others. Throws `notFound`. */
async function idToDelete(reference: LeadReference, connection: Connection): Promise<string> {
	if ('id' in reference) return reference.id;
	const ids = new Set<string>();
	for await (const id of idsOfPerson(reference.phone, connection)) ids.add(id);
	const [id, ...others] = ids;
	if (id === undefined) throw noLeadOf(reference.phone);
	if (others.length === 0) return id;
	throw new GatewayError(
		'invalidRequest',
		`Mojeeb has ${ids.size} leads with ${reference.phone}, and none was deleted.`,
		{ hint: `Use the ID of the one that you mean: ${[...ids].slice(0, maxNamed).join(', ')}.` },
	);
}

async function assign(
	reference: LeadReference,
	{ userId, reason }: Assignment,
	connection: Connection,
): Promise<Lead> {
	const id = await idOf(reference, connection);
	const places = [['assign'], ['assignment']].flatMap((end) =>
		placesOf(connection.account, 'leads', id, ...end),
	);
	const body = { assigned_to: userId, ...(reason !== null && { reason }) };
	const request = { method: 'POST', body, repeatable: true, acceptsAnyAnswer: true } as const;
	const given = toLead(
		recordIn((await askRecords('leads', places, request, connection)).body, 'lead'),
	);
	return { ...given, id: given.id ?? id };
}

async function remove(reference: LeadReference, connection: Connection): Promise<string> {
	const id = await idToDelete(reference, connection);
	const places = placesOf(connection.account, 'leads', id);
	await askRecords('leads', places, { method: 'DELETE', acceptsAnyAnswer: true }, connection);
	return id;
}

/** Not repeated where no answer came: a part of the leads may have changed, and would not be counted again. */
async function changeStatus(
	{ query, newStatus, max }: LeadStatusChange,
	connection: Connection,
): Promise<LeadStatusCount> {
	const body = {
		...toFilters(query),
		new_status: newStatus,
		dry_run: max === null,
		...(max !== null && { max_changes: max }),
	};
	const places = ['change-status', 'status'].flatMap((end) =>
		placesOf(connection.account, 'leads', end),
	);
	// Without an answer the outcome is unknown, as that of a message.
	const request = { method: 'POST', body, ...(max !== null && { sends: true }) } as const;
	const { body: raw } = await askRecords('leads', places, request, connection);
	const count = Number(asText(recordIn(raw, 'result')['changed']) ?? NaN);
	if (Number.isInteger(count) && count >= 0) return { count, raw };
	throw new GatewayError('unexpectedAnswer', 'Mojeeb did not say how many leads it changes.', {
		raw,
		...(max !== null && { sent: 'unknown' as const }),
	});
}

/** The leads of the agent. One with a number belongs to the contact with it, which Mojeeb makes if need be. */
export const leads: Leads = {
	create: async (fields, connection) => await store('POST', [], fields, connection),
	search,
	update: async (reference, fields, connection) =>
		await store('PATCH', [await idOf(reference, connection)], fields, connection),
	assign,
	remove,
	changeStatus,
	fields: leadFields,
};
