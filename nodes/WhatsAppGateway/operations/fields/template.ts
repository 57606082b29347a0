import type { INodeProperties } from 'n8n-workflow';

import { loadedNotice } from '../../n8n/loadedNotice';

/** A template, selected from the account's list or by name. */
export const template: INodeProperties = {
	displayName: 'Template',
	name: 'template',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The template as WhatsApp approved it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template…',
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

/** The language of the selected template. */
export const language: INodeProperties = {
	displayName: 'Language Name or ID',
	name: 'language',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getLanguages', loadOptionsDependsOn: ['template.value'] },
	default: '',
	placeholder: 'Choose…',
	description:
		'One of the languages of the template. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** What the person will read, with the placeholders marked. */
export const templateText: INodeProperties = {
	...loadedNotice({
		displayName: 'Template Text',
		name: 'templateText',
		method: 'getTemplateText',
		fetched: 'text of the template',
		dependsOn: ['template.value', 'language'],
	}),
	displayOptions: { hide: { template: [''] } },
};

/** How the values of a template are given. */
export const specifyPlaceholders: INodeProperties = {
	displayName: 'Specify Placeholders',
	name: 'specifyPlaceholders',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Using Fields Below',
			value: 'fields',
			description: 'One field for each placeholder of the selected template',
		},
		{
			name: 'Using JSON',
			value: 'json',
			description: 'All values at once, for AI agents and for templates set by an expression',
		},
	],
	default: 'fields',
};

const placeholders: INodeProperties = {
	displayName: 'Placeholders',
	name: 'placeholders',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	displayOptions: { show: { specifyPlaceholders: ['fields'] } },
	description:
		'The values of the template. For a file, enter a public URL, the ID of an uploaded file, or the name of the input field that contains the file. For products, enter their IDs: A-1, A-2, or with sections: New: A-1; Popular: B-7.',
	typeOptions: {
		// Not on the language: n8n would empty the fields that are filled in, whose keys are the same.
		loadOptionsDependsOn: ['template.value'],
		resourceMapper: {
			resourceMapperMethod: 'getPlaceholders',
			// A template that was changed at the gateway, or a label of an earlier version, asks for no click.
			refreshStaleSchemaOnOpen: true,
			mode: 'add',
			fieldWords: { singular: 'placeholder', plural: 'placeholders' },
			valuesLabel: 'Placeholders',
			addAllFields: true,
			supportAutoMap: false,
			multiKeyMatch: false,
			alwaysConvertFieldsToString: true,
		},
	},
};

const valuesJson: INodeProperties = {
	displayName: 'Values (JSON)',
	name: 'valuesJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"1": "Anna", "2": "A-1042"}',
	displayOptions: { show: { specifyPlaceholders: ['json'] } },
	description:
		'An object with one value for each placeholder, {"1": "Anna"} or {"first_name": "Anna"}, or a list of the values in order. Other parts have keys such as header_image, button_0, card_1_1 and offer_expires_at.',
};

/** Template, language and values, for everything that sends a template. A model fills JSON, not fields. */
export const templateFields: readonly INodeProperties[] = [
	template,
	language,
	templateText,
	{ ...specifyPlaceholders, displayOptions: { show: { '@tool': [false] } } },
	{ ...specifyPlaceholders, default: 'json', displayOptions: { show: { '@tool': [true] } } },
	placeholders,
	valuesJson,
];

/** What to do with white space that WhatsApp refuses in a value. */
export const whitespaceOption: INodeProperties = {
	displayName: 'Line Breaks and Tabs',
	name: 'whitespace',
	type: 'options',
	options: [
		{
			name: 'Replace With a Space',
			value: 'replace',
			description: 'A note below the output names the items',
		},
		{ name: 'Stop', value: 'stop', description: 'The item is not sent' },
	],
	default: 'replace',
	description:
		'What to do with line breaks, tabs and more than four spaces in a row in a value. WhatsApp refuses templates with these.',
};
