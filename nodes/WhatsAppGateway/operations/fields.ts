import type { INodeProperties } from 'n8n-workflow';

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

/** What every operation that sends offers. */
export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to output the finished message without sending anything',
};

/** Seconds to wait for an answer where the user names none. */
export const timeoutDefault = 30;

/** For every operation. */
export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: timeoutDefault,
	description: 'How many seconds to wait for each answer of the gateway',
};

/** The collection that holds an operation's rarer settings. */
export function options(...fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...fields],
	};
}
