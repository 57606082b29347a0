import type { INodeProperties } from 'n8n-workflow';

import type { ContactFilter, ContactQuery } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import { fieldText } from '../fields/readText';
import type { Item } from '../operation';
import { label, menus } from './fields';

const type: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Customer', value: 'customer' },
		{ name: 'Guest', value: 'guest' },
		{ name: 'Lead', value: 'lead' },
	],
	default: 'lead',
};

/** Which contacts to list. */
export const contactFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. schmidt',
			description: 'Part of the name, the phone number or the email',
		},
		...menus.map(({ field }) => field),
		{ ...label, required: false },
		type,
	],
};

/** The fields of filters that only some gateways have. */
const otherFields = [type, ...menus.map(({ field }) => field)];

/** Reads which contacts to list. Throws `unsupported` for a filter that the gateway does not have. */
export function readContactQuery(item: Item): ContactQuery {
	const { gateway } = item.session;
	const given = asObject(item.parameter(contactFilters.name, {}));
	const readFilter = (name: string, displayName: string) =>
		fieldText(given[name], displayName) || null;
	const others = otherFields.flatMap(({ name, displayName }) => {
		const value = fieldText(given[name], displayName);
		if (value === '') return [];
		if (gateway.contacts?.filters?.some((one) => one === name) === true) return [[name, value]];
		throw new GatewayError('unsupported', `${gateway.name} has no filter for ${displayName}.`, {
			hint: `Remove the filter ${displayName}; a Filter node after this one can do it where the item has it under raw.`,
		});
	});
	return {
		text: readFilter('search', 'Search'),
		label: readFilter('label', label.displayName),
		...(others.length > 0 && {
			others: Object.fromEntries(others) as Partial<Record<ContactFilter, string>>,
		}),
	};
}
