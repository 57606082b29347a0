import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject, asObjects, parseJson } from '../core/narrow';
import { readChoice } from '../n8n/readOption';
import type { Item } from './operation';

const showForFields = { specifyMessage: ['fields'] };

/** The kind of interactive message. */
export const interactiveType: INodeProperties = {
	displayName: 'Type',
	name: 'interactiveType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Link Button', value: 'ctaUrl', description: 'One button that opens a page' },
		{ name: 'List', value: 'list', description: 'Up to ten rows to choose from' },
		{ name: 'Reply Buttons', value: 'buttons', description: 'Up to three replies to tap' },
	],
	default: 'buttons',
};

const specifyMessage: INodeProperties = {
	displayName: 'Specify Message',
	name: 'specifyMessage',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{
			name: 'Using JSON',
			value: 'json',
			description: 'The whole message at once, for AI agents and for rows that come from data',
		},
	],
	default: 'fields',
};

const header: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'string',
	default: '',
	displayOptions: { show: showForFields },
	description: 'A bold line above the message, up to 60 characters. Optional.',
};

const body: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Shall we deliver tomorrow?',
	displayOptions: { show: showForFields },
	description: 'The message, up to 1024 characters',
};

const footer: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	displayOptions: { show: showForFields },
	description: 'A small grey line below the message, up to 60 characters. Optional.',
};

const id: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. deliver_tomorrow',
	description: 'Returned when the recipient taps. If empty, it is made from the title.',
};

const buttons: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 3, sortable: true },
	placeholder: 'Add button',
	default: {},
	displayOptions: { show: { ...showForFields, interactiveType: ['buttons'] } },
	description: 'One to three replies that the recipient can tap',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Yes, please',
					description: 'Up to 20 characters',
				},
				id,
			],
		},
	],
};

const buttonText: INodeProperties = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Choose a time',
	displayOptions: { show: { ...showForFields, interactiveType: ['list', 'ctaUrl'] } },
	description: 'The text on the button, up to 20 characters',
};

const rows: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 10, sortable: true },
	placeholder: 'Add row',
	default: {},
	displayOptions: { show: { ...showForFields, interactiveType: ['list'] } },
	description: 'One to ten rows to choose from. Rows of the same section are shown together.',
	options: [
		{
			displayName: 'Row',
			name: 'row',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Monday',
					description: 'Up to 24 characters',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. 9 am to noon',
					description: 'A line below the title, up to 72 characters. Optional.',
				},
				id,
				{
					displayName: 'Section',
					name: 'section',
					type: 'string',
					default: '',
					placeholder: 'e.g. This week',
					description:
						'The title of the row’s section, up to 24 characters. Not needed if the list has one section.',
				},
			],
		},
	],
};

const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://shop.example/orders/1042',
	displayOptions: { show: { ...showForFields, interactiveType: ['ctaUrl'] } },
	description: 'The page that the button opens',
};

/** The form of the JSON for each type. */
const jsonShapes =
	'Buttons: {"body", "buttons": ["Yes", {"title", "id"}]}. List: {"body", "button", "rows": ["Monday", {"title", "description", "id"}]} or "sections": [{"title", "rows"}]. Link: {"body", "button", "url"}. Each may have "header" and "footer".';

const messageJson: INodeProperties = {
	displayName: 'Message (JSON)',
	name: 'messageJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"body": "Shall we deliver tomorrow?", "buttons": ["Yes", "No"]}',
	displayOptions: { show: { specifyMessage: ['json'] } },
	description: jsonShapes,
};

/** Everything that describes an interactive message. */
export const interactiveFields: readonly INodeProperties[] = [
	interactiveType,
	specifyMessage,
	header,
	body,
	footer,
	buttons,
	buttonText,
	rows,
	url,
	messageJson,
];

/** Groups the rows of the form into sections, in the order of their first rows. */
function groupIntoSections(rows: unknown) {
	const sections = new Map<string, unknown[]>();
	for (const row of asObjects(rows)) {
		const title = String(row['section'] ?? '').trim();
		sections.set(title, [...(sections.get(title) ?? []), row]);
	}
	return [...sections].map(([title, sectionRows]) => ({ title, rows: sectionRows }));
}

function readFields({ parameter }: Item): Record<string, unknown> {
	return {
		header: parameter('header', ''),
		body: parameter('body', ''),
		footer: parameter('footer', ''),
		button: parameter('buttonText', ''),
		url: parameter('url', ''),
		buttons: asObject(parameter('buttons', {}))['button'],
		sections: groupIntoSections(asObject(parameter('rows', {}))['row']),
	};
}

function readJson({ parameter }: Item): unknown {
	const value = parameter('messageJson', {});
	const message = typeof value === 'string' ? parseJson(value) : value;
	if (message !== undefined) return message;
	throw new GatewayError('invalidRequest', 'The field Message (JSON) has no valid JSON.', {
		hint: 'Enter an object such as {"body": "Shall we deliver tomorrow?", "buttons": ["Yes", "No"]}.',
	});
}

/** Reads an interactive message from the form or from JSON. Throws `invalidRequest` for bad JSON. */
export function readInteractive(item: Item): unknown {
	const source = readChoice(item.parameter('specifyMessage', 'fields'), specifyMessage);
	return source === 'json' ? readJson(item) : readFields(item);
}
