import type { INodeProperties } from 'n8n-workflow';

import type { UsageQuery } from '../core/businessNumber';
import { asTexts } from '../core/narrow';
import { readChoice } from '../n8n/readOption';
import { refuse } from '../whatsapp/shape';
import { needOfNumbers, numberInUse, numberOptions } from './businessNumber';
import { contactPhone, readContactPhone } from './contactFields';
import { options } from './fields/options';
import { timeout } from './fields/runOptions';
import type { Operation } from './operation';
import { endDate, readPeriod, startDate } from './period';
import { createTask } from './task';

/** What each operation needs. */
const needs = {
	usage: needOfNumbers('count messages and what they cost'),
	calls: needOfNumbers('tell whether a person may be called'),
	number: needOfNumbers('show a number of the account'),
};

/** What Meta keeps of the past. */
const maxDays = 365;

const figures: INodeProperties = {
	displayName: 'Figures',
	name: 'figures',
	type: 'options',
	options: [
		{ name: 'Costs', value: 'costs', description: 'What the messages that are billed cost' },
		{ name: 'Messages', value: 'messages', description: 'How many were sent and delivered' },
	],
	default: 'costs',
};

const per: INodeProperties = {
	displayName: 'Per',
	name: 'per',
	type: 'options',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Month', value: 'month' },
	],
	default: 'month',
	description: 'The time that one item is about',
};

const splits = [
	{ name: 'Category', value: 'PRICING_CATEGORY' },
	{ name: 'Country', value: 'COUNTRY' },
	{ name: 'Phone Number', value: 'PHONE' },
	{ name: 'Pricing Type', value: 'PRICING_TYPE' },
];

const splitBy: INodeProperties = {
	displayName: 'Split By',
	name: 'splitBy',
	type: 'multiOptions',
	options: splits,
	default: ['PRICING_CATEGORY'],
	displayOptions: { show: { figures: ['costs'] } },
	description: 'What costs are listed for, each one an item of its own',
};

/** Reads what costs are split by. Throws `invalidRequest` for what Meta does not know. */
function readSplits(value: unknown): string[] {
	const given = asTexts(Array.isArray(value) ? value : [value]);
	const unknown = given.find((one) => !splits.some((split) => split.value === one));
	if (unknown === undefined) return given;
	return refuse(
		`Costs cannot be split by “${unknown.slice(0, 40)}”.`,
		`It must be one of: ${splits.map((split) => split.value).join(', ')}.`,
	);
}

/** Gets how many messages the account sent, or what they cost. */
export const getUsage: Operation = {
	resource: 'account',
	value: 'getAnalytics',
	name: 'Get Analytics',
	action: 'Get analytics of the account',
	description: 'Get how many messages the account sent, or what they cost, by day or month',
	needs: needs.usage,
	fields: [
		figures,
		per,
		splitBy,
		{ ...startDate, description: startDate.description?.replace('90 days', 'a year') ?? '' },
		endDate,
		options(timeout),
	],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.usage);
		const { parameter } = item;
		const of = readChoice(parameter(figures.name, ''), figures) as UsageQuery['of'];
		const query: UsageQuery = {
			of,
			per: readChoice(parameter(per.name, ''), per) as UsageQuery['per'],
			splitBy: of === 'costs' ? readSplits(parameter(splitBy.name, splitBy.default)) : [],
			...readPeriod(item, maxDays),
		};
		return createTask(null, async () => [...(await numbers.usage(query, connection))]);
	},
};

/** Gets whether a person may be called. */
export const getCallPermission: Operation = {
	resource: 'contact',
	value: 'getCallPermission',
	name: 'Get Call Permission',
	action: 'Get call permission of a contact',
	description: 'Get whether you may call a person on WhatsApp, or ask for it',
	needs: needs.calls,
	fields: [contactPhone, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.calls);
		const e164 = readContactPhone(item.parameter(contactPhone.name, ''), item);
		return createTask(e164, async () => await numbers.callPermission(e164, connection));
	},
};

/** Gets one of the account's numbers. */
export const getBusinessNumber: Operation = {
	resource: 'phoneNumber',
	value: 'get',
	name: 'Get',
	action: 'Get phone number of the business',
	description: 'Get the account’s number that sends, with its quality and throughput',
	needs: needs.number,
	fields: [options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.number);
		return createTask(null, async () => await numbers.get(connection));
	},
};
