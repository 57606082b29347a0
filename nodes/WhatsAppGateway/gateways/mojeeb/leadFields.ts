import type { IDataObject } from 'n8n-workflow';

import type { LeadField, LeadFieldChanges, LeadFieldList, NewLeadField } from '../../core/lead';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { placesOf } from './places';
import { askRecords, recordIn } from './records';
import { rowsIn } from './rows';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_lead_fields and …/create_lead_field,
// …/update_lead_field, …/delete_lead_field

const records = 'lead fields';

const asSwitch = (value: unknown) => (typeof value === 'boolean' ? value : null);

/** A choice is an object with its value; what else it has is the dashboard's. */
const choiceOf = (option: unknown) => asText(option) ?? firstText(asObject(option), 'value');

function toField(row: JsonObject): LeadField {
	const options: unknown[] = Array.isArray(row['options']) ? row['options'] : [];
	return {
		key: asText(row['key']),
		label: asText(row['label']),
		type: asText(row['type']),
		choices: options.flatMap((option) => choiceOf(option) ?? []),
		required: asSwitch(row['required']),
		builtIn: asSwitch(row['built_in']),
		raw: row,
	};
}

const fieldPlaces = ({ account }: Connection, ...key: string[]) =>
	placesOf(account, 'lead-fields', ...key);

/** A choice that stays keeps what the dashboard has set on it, as it is known by its value. */
function toBody({ choices, ...field }: LeadFieldChanges | NewLeadField): IDataObject {
	const options = choices?.map((value) => ({ value, label: value }));
	return { ...field, ...(options !== undefined && { options }) } as IDataObject;
}

async function store(
	request: Pick<Request, 'method' | 'body' | 'repeatable'>,
	key: readonly string[],
	connection: Connection,
): Promise<LeadField> {
	const places = fieldPlaces(connection, ...key);
	return toField(recordIn((await askRecords(records, places, request, connection)).body, 'field'));
}

/** The fields of the agent's form for leads. */
export const leadFields: LeadFieldList = {
	// All in one answer: there are at most 50 beside the built-in ones.
	async list(connection) {
		const { body } = await askRecords(
			records,
			fieldPlaces(connection),
			{ method: 'GET' },
			connection,
		);
		return rowsIn(body, 'fields').map(toField);
	},
	create: async (field, connection) =>
		await store({ method: 'POST', body: toBody(field) }, [], connection),
	update: async (key, changes, connection) =>
		await store({ method: 'PATCH', body: toBody(changes), repeatable: true }, [key], connection),
	async remove(key, connection) {
		const request = { method: 'DELETE', acceptsAnyAnswer: true } as const;
		await askRecords(records, fieldPlaces(connection, key), request, connection);
	},
};
