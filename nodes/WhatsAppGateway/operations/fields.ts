import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../core/gateway';
import { gateways } from '../gateways';
import { waitDefault } from '../sending/waitForStatus';
import type { Item } from './operation';

/** The recipient, as a person or a CRM writes it. */
export const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description:
		'The phone number of the recipient. Spaces, brackets, dashes, 00 and + are all understood; a number without a country prefix is read in the credential’s default country.',
};

/** A template, picked from the account's own list or named. */
export const template: INodeProperties = {
	displayName: 'Template',
	name: 'template',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The template as it was approved by WhatsApp',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a template…',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By Name or ID',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. order_confirmation',
		},
	],
};

/** A message of a person, which one reacts to or marks as read. */
export const messageId: INodeProperties = {
	displayName: 'WhatsApp Message ID',
	name: 'whatsappMessageId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. wamid.HBgL…',
	description: 'As the trigger tells it for a message that came, or the receipt for one that went',
};

/** For lists. */
export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** For lists. */
export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

/** How many results a user wants. */
export function maxResults({ parameter }: Pick<Item, 'parameter'>): number {
	return parameter('returnAll', false) === true ? Infinity : Number(parameter('limit', 50));
}

/** Whether a switch is on: an expression may give its value as a word, such as from a sheet. */
export function toBoolean(value: unknown): boolean {
	return value === true || /^(?:true|1|yes|on)$/i.test(String(value ?? '').trim());
}

/** Sends nothing. */
export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to output the finished message without sending anything',
};

/** Seconds to wait for an answer where the user names none. */
export const defaultTimeout = 30;

/** For every operation. */
export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: defaultTimeout,
	description: 'How many seconds to wait for each answer of the gateway',
};

/** The message that is quoted. */
const replyTo: INodeProperties = {
	displayName: 'Reply To',
	name: 'replyTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgL…',
	description: 'The WhatsApp message ID of a message to quote, where the gateway can',
};

const waitUntil: INodeProperties = {
	displayName: 'Wait Until',
	name: 'waitUntil',
	type: 'options',
	options: [
		{ name: 'Delivered', value: 'delivered', description: 'The phone has it' },
		{ name: 'Do Not Wait', value: 'none', description: 'The gateway has taken it' },
		{ name: 'Read', value: 'read', description: 'The person has opened it' },
		{ name: 'Sent', value: 'sent', description: 'WhatsApp has taken it' },
	],
	default: 'none',
	description: 'How far the message must have come before the node goes on',
};

const maxWait: INodeProperties = {
	displayName: 'Wait at Most (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: waitDefault,
	description: 'After this time the receipt holds the status that is known by then',
};

/** Messages in a minute where the user adds the option and names no number. */
const defaultMessagesPerMinute = 60;

const messagesPerMinute: INodeProperties = {
	displayName: 'Messages per Minute',
	name: 'messagesPerMinute',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 6000 },
	default: defaultMessagesPerMinute,
	description:
		'How many messages to send in a minute at most, evenly spread. Without this option, the rate that the gateway documents. Counted for all runs with the same credential.',
};

/** The user's own pace; `null` where the gateway's is kept to. */
export function readMessagesPerMinute(options: Readonly<Record<string, unknown>>): number | null {
	const wish = Number(options['messagesPerMinute'] ?? NaN);
	return wish > 0 && Number.isFinite(wish) ? wish : null;
}

/** How many recipients are served at a time where the user names no number. */
const defaultConcurrency = 5;

/** More at a time would only queue up. */
const maxConcurrency = 50;

const parallelRecipients: INodeProperties = {
	displayName: 'Parallel Recipients',
	name: 'parallelRecipients',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: maxConcurrency },
	default: defaultConcurrency,
	description:
		'How many people to send to at a time. Messages to the same person always go one after the other, in the order of the items.',
};

/** How many recipients are served at a time. */
export function readConcurrency(options: Readonly<Record<string, unknown>>): number {
	const wish = Math.floor(Number(options['parallelRecipients'] ?? defaultConcurrency));
	return wish >= 1 ? Math.min(wish, maxConcurrency) : defaultConcurrency;
}

const key: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description:
		'What makes this message the same one when the whole workflow runs again, such as an order number: the gateway then sends it once in 24 hours. Where the gateway takes no keys, the run says so.',
};

const retryUnknownOutcome: INodeProperties = {
	displayName: 'Repeat When the Outcome Is Unknown',
	name: 'retryUnknownOutcome',
	type: 'boolean',
	default: false,
	description:
		'Whether to send a message again where nobody can tell whether it was sent, such as after a timeout. The person may get it twice.',
};

/** What a message may have otherwise than its credential: one field for each such field of a gateway. */
const senders: INodeProperties[] = gateways.flatMap(
	({ name: gateway, fields, senderFields = [] }) =>
		fields
			.filter(({ name }) => senderFields.includes(name))
			.map(({ displayName, name, placeholder }) => ({
				displayName: `Sender: ${displayName}`,
				name,
				type: 'string',
				default: '',
				placeholder,
				description: `${gateway} only: instead of the one in the credential`,
			})),
);

/** The fields of the account that an item's options have otherwise. */
export function readSenderOverrides(
	options: Readonly<Record<string, unknown>>,
	{ senderFields = [] }: Gateway,
): Record<string, string> {
	const given = senderFields.map((name) => [name, String(options[name] ?? '').trim()] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** What every operation that sends offers. */
export const sendOptions: readonly INodeProperties[] = [
	key,
	messagesPerMinute,
	parallelRecipients,
	previewOnly,
	retryUnknownOutcome,
	replyTo,
	...senders,
	timeout,
	maxWait,
	waitUntil,
];

/** The collection that holds an operation's rarer settings. */
export function options(...fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}
