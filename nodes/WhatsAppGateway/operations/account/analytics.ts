import type { INodeProperties } from 'n8n-workflow';

import type { UsageQuery } from '../../core/businessNumber';
import { asTexts } from '../../core/narrow';
import { readChoice } from '../../n8n/readOption';
import { refuse } from '../../whatsapp/shape';
import { needOfNumbers, numberInUse } from '../businessNumbers/numberInUse';
import { options } from '../fields/options';
import { endDate, readPeriod, startDate } from '../fields/period';
import { timeout } from '../fields/runOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';

const needs = needOfNumbers('count messages and what they cost');

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
export const getAnalytics: Operation = {
	resource: 'account',
	value: 'getAnalytics',
	name: 'Get Analytics',
	action: 'Get analytics of the account',
	description: 'Get how many messages the account sent, or what they cost, by day or month',
	needs,
	fields: [
		figures,
		per,
		splitBy,
		{ ...startDate, description: startDate.description?.replace('90 days', 'a year') ?? '' },
		endDate,
		options(timeout),
	],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs);
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
