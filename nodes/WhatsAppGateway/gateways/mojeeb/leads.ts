import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Lead, LeadFields, LeadQuery, Leads } from '../../core/lead';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { phoneIn } from './contacts';
import { askRecords, listRecords, placesOf, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_lead and …/list_leads, …/update_lead

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
	const places = placesOf(connection, 'leads', ...steps);
	return toLead(recordIn((await askRecords('leads', places, request, connection)).body, 'lead'));
}

async function* search(
	{ assignedTo, createdSince, search: text, status }: LeadQuery,
	connection: Connection,
) {
	const filters: IDataObject = {
		...(assignedTo !== undefined && { assigned_to: assignedTo }),
		...(createdSince !== undefined && { date_from: createdSince.toISOString().slice(0, 10) }),
		...(text !== undefined && { search: text }),
		...(status !== undefined && { status }),
	};
	const places = placesOf(connection, 'leads');
	for await (const row of listRecords('leads', places, filters, connection)) yield toLead(row);
}

/** Mojeeb lists pinned leads before the others, and the newest of each first. Throws `notFound`. */
async function idOfPerson(wanted: string, connection: Connection): Promise<string> {
	const found = search({ search: wanted.replace('+', '') }, connection);
	for await (const { id, phone } of found) if (phone === wanted && id !== null) return id;
	throw new GatewayError('notFound', `Mojeeb has no lead with ${wanted}.`, {
		hint: 'Create it with Lead: Create, or use the ID of the lead.',
	});
}

/** The leads of the agent. One with a number belongs to the contact with it, which Mojeeb makes if need be. */
export const leads: Leads = {
	create: async (fields, connection) => await store('POST', [], fields, connection),
	search,
	async update(reference, fields, connection) {
		const id = 'id' in reference ? reference.id : await idOfPerson(reference.phone, connection);
		return await store('PATCH', [id], fields, connection);
	},
};
