import type { INodeProperties } from 'n8n-workflow';

import { to } from '../../fields/recipient';
import { sendOptions } from '../../fields/sendOptions';
import { toolPeopleNotice } from '../../fields/toolNotices';

/** Where the people are. */
export const people: INodeProperties = {
	displayName: 'People',
	name: 'people',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'Each input item is a person, and the fields are read for each of them',
		},
		{
			name: 'List in a Field',
			value: 'list',
			description: 'One item has all people, as numbers or as objects',
		},
	],
	default: 'items',
};

const shownForItems = { show: { people: ['items'] } };
const shownForList = { show: { people: ['list'] } };

const toOfItem: INodeProperties = { ...to, displayOptions: shownForItems };

export const peopleList: INodeProperties = {
	displayName: 'List of People',
	name: 'peopleList',
	type: 'json',
	required: true,
	default: '',
	placeholder: 'e.g. [{"to": "+49 171 1234567", "values": {"1": "Anna"}}]',
	displayOptions: shownForList,
	description:
		'A list of phone numbers, or of objects with the number and, in values, what is different for the person: it goes before the values below, and is written as in Using JSON. An object with optedOut set to true is left out.',
};

export const numberField: INodeProperties = {
	displayName: 'Number Field',
	name: 'numberField',
	type: 'string',
	default: 'to',
	placeholder: 'e.g. phone',
	displayOptions: shownForList,
	description: 'The field of the objects in the list that holds the phone number, or the user ID',
};

export const broadcastName: INodeProperties = {
	displayName: 'Broadcast Name',
	name: 'broadcastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Autumn 2026',
	description:
		'Nobody gets a broadcast of the same name from this node twice: after a stop, run it again, and the rest is sent. Give each new broadcast a new name.',
};

export const optOutList: INodeProperties = {
	displayName: 'Opt-Out List',
	name: 'optOutList',
	type: 'string',
	default: '',
	placeholder: 'e.g. +49 171 1234567, +44 7700 900456',
	description:
		'People who are left out: phone numbers or user IDs, separated by commas or line breaks, or a list from an expression. Read once for the whole broadcast.',
};

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to report who would get the message, who is left out and what is missing, without sending. Who has it already is not looked up.',
};

/** The fields in which the people are given, and how the broadcast is called. */
export const peopleFields: readonly INodeProperties[] = [
	people,
	toolPeopleNotice(people.name),
	toOfItem,
	peopleList,
	numberField,
	broadcastName,
];

export const hasOptedOut: INodeProperties = {
	displayName: 'Has Opted Out',
	name: 'hasOptedOut',
	type: 'boolean',
	default: false,
	description:
		'Whether this person is left out, for example an expression with a column of the sheet',
};

export const quietFrom: INodeProperties = {
	displayName: 'Quiet Hours: From',
	name: 'quietFrom',
	type: 'string',
	default: '21:00',
	placeholder: 'e.g. 21:00',
	description:
		'From when on nobody is written to, by the clock in the person’s country. In a country with several time zones, it counts as quiet while it is quiet in any of them. Who is left for later gets the message when the broadcast is run again.',
};

export const quietUntil: INodeProperties = {
	displayName: 'Quiet Hours: Until',
	name: 'quietUntil',
	type: 'string',
	default: '08:00',
	placeholder: 'e.g. 08:00',
	description: 'Until when nobody is written to, by the clock in the person’s country',
};

export const unknownTimeZone: INodeProperties = {
	displayName: 'Quiet Hours: Unknown Country',
	name: 'unknownTimeZone',
	type: 'options',
	options: [
		{ name: 'Leave for Later', value: 'later' },
		{ name: 'Send', value: 'send' },
	],
	default: 'later',
	description: 'What to do with a number that belongs to no country, where there are quiet hours',
};

/** What a broadcast has another field for, or what makes no sense for many people. */
const replacedOptions = ['messageKey', 'previewOnly', 'replyTo'];

export const broadcastOptions: readonly INodeProperties[] = [
	...sendOptions.filter(({ name }) => !replacedOptions.includes(name)),
	hasOptedOut,
	quietFrom,
	quietUntil,
	unknownTimeZone,
];
