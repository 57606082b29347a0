import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { InteractiveText } from '../core/message';
import { asObject, parseJson } from '../core/narrow';
import { readButtons, readCtaUrl, readList } from '../whatsapp/interactive';
import type { Preview } from '../whatsapp/templatePreview';
import { options, sendOptions, to } from './fields';
import type { Item, Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption } from './templateContent';
import { ifWindowClosed } from './windowFallback';

const fromFields = { specifyMessage: ['fields'] };

const header: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'string',
	default: '',
	displayOptions: { show: fromFields },
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
	displayOptions: { show: fromFields },
	description: 'The message, up to 1024 characters',
};

const footer: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	displayOptions: { show: fromFields },
	description: 'A small grey line below the message, up to 60 characters. Optional.',
};

const id: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. deliver_tomorrow',
	description: 'Comes back when the person taps. Empty: made from the title.',
};

const buttons: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 3, sortable: true },
	placeholder: 'Add button',
	default: {},
	displayOptions: { show: { ...fromFields, interactiveType: ['buttons'] } },
	description: 'One to three answers that the person can tap',
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
	displayOptions: { show: { ...fromFields, interactiveType: ['list', 'ctaUrl'] } },
	description: 'The words on the button, up to 20 characters',
};

const rows: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 10, sortable: true },
	placeholder: 'Add row',
	default: {},
	displayOptions: { show: { ...fromFields, interactiveType: ['list'] } },
	description: 'One to ten rows to choose from. Rows with the same section stand together.',
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
						'The title of the section that the row belongs to, up to 24 characters. Not needed for a list of one section.',
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
	displayOptions: { show: { ...fromFields, interactiveType: ['ctaUrl'] } },
	description: 'The page that the button opens',
};

/** What the JSON of each type looks like. */
const shapes =
	'Buttons: {"body", "buttons": ["Yes", {"title", "id"}]}. List: {"body", "button", "rows": ["Monday", {"title", "description", "id"}]} or "sections": [{"title", "rows"}]. Link: {"body", "button", "url"}. Each may have "header" and "footer".';

const json: INodeProperties = {
	displayName: 'Message (JSON)',
	name: 'messageJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"body": "Shall we deliver tomorrow?", "buttons": ["Yes", "No"]}',
	displayOptions: { show: { specifyMessage: ['json'] } },
	description: shapes,
};

/** The rows of the form, gathered into sections in the order in which these first appear. */
function sections(given: unknown) {
	const found = new Map<string, unknown[]>();
	for (const row of Array.isArray(given) ? given.map(asObject) : []) {
		const title = String(row['section'] ?? '').trim();
		found.set(title, [...(found.get(title) ?? []), row]);
	}
	return [...found].map(([title, own]) => ({ title, rows: own }));
}

function fromForm({ parameter }: Item): Record<string, unknown> {
	return {
		header: parameter('header', ''),
		body: parameter('body', ''),
		footer: parameter('footer', ''),
		button: parameter('buttonText', ''),
		url: parameter('url', ''),
		buttons: asObject(parameter('buttons', {}))['button'],
		sections: sections(asObject(parameter('rows', {}))['row']),
	};
}

function fromJson({ parameter }: Item): unknown {
	const given = parameter('messageJson', {});
	const message = typeof given === 'string' ? parseJson(given) : given;
	if (message !== undefined) return message;
	throw new GatewayError('invalidRequest', 'The field Message (JSON) holds no JSON.', {
		hint: 'Write an object such as {"body": "Shall we deliver tomorrow?", "buttons": ["Yes", "No"]}.',
	});
}

function preview({ header, body, footer }: InteractiveText, tappable: string[]): Preview {
	return { header, body, footer, buttons: tappable };
}

/** A message with something to tap, inside the customer service window. */
export const sendInteractive: Operation = {
	resource: 'message',
	value: 'sendInteractive',
	name: 'Send Interactive',
	action: 'Send interactive message',
	description: 'Send reply buttons, a list to choose from, or a button that opens a page',
	fields: [
		to,
		{
			displayName: 'Type',
			name: 'interactiveType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Link Button', value: 'ctaUrl', description: 'One button that opens a page' },
				{ name: 'List', value: 'list', description: 'Up to ten rows to choose from' },
				{ name: 'Reply Buttons', value: 'buttons', description: 'Up to three answers to tap' },
			],
			default: 'buttons',
		},
		{
			displayName: 'Definition',
			name: 'specifyMessage',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Fields Below', value: 'fields' },
				{
					name: 'JSON',
					value: 'json',
					description: 'The whole message at once, for AI agents and for rows that come from data',
				},
			],
			default: 'fields',
		},
		header,
		body,
		footer,
		buttons,
		buttonText,
		rows,
		url,
		json,
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const given =
			item.parameter('specifyMessage', 'fields') === 'json' ? fromJson(item) : fromForm(item);
		const type = item.parameter('interactiveType', 'buttons');
		if (type === 'list') {
			const list = readList(given);
			const titles = list.sections.flatMap((section) => section.rows.map(({ title }) => title));
			return await prepareSend('list', to, list, preview(list, [list.button, ...titles]), item);
		}
		if (type === 'ctaUrl') {
			const link = readCtaUrl(given);
			return await prepareSend(
				'ctaUrl',
				to,
				link,
				preview(link, [`${link.button}: ${link.url}`]),
				item,
			);
		}
		const reply = readButtons(given);
		const titles = reply.buttons.map(({ title }) => title);
		return await prepareSend('buttons', to, reply, preview(reply, titles), item);
	},
};
