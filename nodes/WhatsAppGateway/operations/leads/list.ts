import type { INodeProperties } from 'n8n-workflow';

import type { LeadQuery } from '../../core/lead';
import { asObject } from '../../core/narrow';
import { searchField } from '../conversations/fields';
import { assigneeField } from '../fields/assignment';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { readMoment } from '../fields/readMoment';
import { fieldText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { leadStatus, needOfLeads } from './fields';

const createdSince: INodeProperties = {
	displayName: 'Created Since',
	name: 'createdSince',
	type: 'dateTime',
	default: '',
	description: 'Those that were created on this day or later, in UTC',
};

/** Leads have no messages to search in. */
const leadSearch: INodeProperties = {
	...searchField,
	placeholder: 'e.g. Anna',
	description: 'Part of the name, or of the phone number',
};

/** What the filters beside the status are. */
export const filterFields: readonly INodeProperties[] = [assigneeField, createdSince, leadSearch];

/** The filters beside the status. */
export const leadFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [...filterFields],
};

const listFilters: INodeProperties = {
	...leadFilters,
	options: [...filterFields, leadStatus],
};

/** Reads which leads are meant. Throws `invalidRequest`. */
export function readLeadQuery(item: Item): LeadQuery {
	const fields = asObject(item.parameter(leadFilters.name, {}));
	const since = readMoment(fields[createdSince.name], createdSince, item);
	const texts = [assigneeField, leadSearch, leadStatus].flatMap((field) => {
		const text = fieldText(fields[field.name], field.displayName);
		return text === '' ? [] : [[field.name, text] as const];
	});
	return { ...(since !== undefined && { createdSince: since }), ...Object.fromEntries(texts) };
}

/** Lists leads. */
export const getLeads: Operation = {
	resource: 'lead',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many leads',
	description: 'Get many leads, all or those that match a filter',
	needs: needOfLeads,
	fields: [returnAll, limit, listFilters, options(timeout)],
	async read(item) {
		const { search } = requireNeed(needOfLeads, item.session.gateway);
		const [query, max] = [readLeadQuery(item), readLimit(item)];
		return createTask(null, async () => await firstOf(search(query, item.session.connection), max));
	},
};
