import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { TemplateContent } from '../core/message';
import type { Template } from '../core/template';
import { readPlaceholderFields } from '../editor/placeholderFields';
import { type Preview, previewTemplate } from '../whatsapp/templatePreview';
import {
	checkValues,
	type WhitespaceRule,
	readJsonValues,
	readNamedValues,
} from '../whatsapp/templateValues';
import { templateWithoutLookup } from '../whatsapp/templateWithoutLookup';
import { template } from './fields';
import type { Item } from './operation';

/** Which template, in which language, with which words: wherever a template is sent. */
export const templateFields: readonly INodeProperties[] = [
	template,
	{
		displayName: 'Language Name or ID',
		name: 'language',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getLanguages', loadOptionsDependsOn: ['template.value'] },
		default: '',
		description:
			'One of the languages in which the template exists. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Placeholder Values',
		name: 'specifyPlaceholders',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Fields Below',
				value: 'fields',
				description: 'One field for each placeholder of the chosen template',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'All values at once, for AI agents and for templates chosen by an expression',
			},
		],
		default: 'fields',
	},
	{
		displayName: 'Placeholders',
		name: 'placeholders',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		displayOptions: { show: { specifyPlaceholders: ['fields'] } },
		typeOptions: {
			loadOptionsDependsOn: ['template.value', 'language'],
			resourceMapper: {
				resourceMapperMethod: 'getPlaceholders',
				mode: 'add',
				fieldWords: { singular: 'placeholder', plural: 'placeholders' },
				valuesLabel: 'Placeholders',
				addAllFields: true,
				supportAutoMap: false,
				multiKeyMatch: false,
				alwaysConvertFieldsToString: true,
			},
		},
	},
	{
		displayName: 'Values (JSON)',
		name: 'valuesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"1": "Anna", "2": "A-1042"}',
		displayOptions: { show: { specifyPlaceholders: ['json'] } },
		description:
			'An object with one value for each placeholder, {"1": "Anna"} or {"first_name": "Anna"}, or a list of the values in order',
	},
];

/** What to do with what WhatsApp refuses in a value. */
export const whitespaceOption: INodeProperties = {
	displayName: 'Line Breaks and Tabs',
	name: 'whitespace',
	type: 'options',
	options: [
		{
			name: 'Replace by a Space',
			value: 'replace',
			description: 'The run tells in which item it was done',
		},
		{ name: 'Stop', value: 'stop', description: 'The item is not sent' },
	],
	default: 'replace',
	description:
		'What to do with line breaks, tabs and long gaps in a value; WhatsApp refuses a template that holds them',
};

function checkApproved({ name, status }: Template): void {
	if (status === 'approved') return;
	throw new GatewayError(
		status === 'paused' || status === 'disabled' ? 'templatePaused' : 'templateNotApproved',
		`WhatsApp has not approved the template “${name}” (its status is ${status}).`,
	);
}

function checkLanguage({ name, languages }: Template, language: string): void {
	if (language === '' || languages.includes(language)) return;
	throw new GatewayError(
		'templateNotFound',
		`The template “${name}” does not exist in the language “${language}”.`,
		{ hint: `It exists in: ${languages.join(', ')}.` },
	);
}

/** The name or id that an item gives. Throws `invalidRequest` where it gives none. */
function readTemplateName({ parameter }: Item): string {
	const nameOrId = String(parameter('template', '') ?? '').trim();
	if (nameOrId !== '') return nameOrId;
	throw new GatewayError('invalidRequest', 'No template is chosen in the field Template.', {
		hint: 'Pick one from the list, or write its name.',
	});
}

/** The values that an item gives, from the fields or from JSON. */
function givenValues({ parameter }: Item, template: Template): Record<string, unknown> {
	return parameter('specifyPlaceholders', 'fields') === 'json'
		? readJsonValues(parameter('valuesJson', {}), template)
		: readPlaceholderFields(parameter('placeholders', null), template);
}

/**
 * The template of an account that does not tell its templates: nothing can be checked against it,
 * so everything must be named. Throws `invalidRequest` and `templateParameters`.
 */
function withoutLookup(item: Item, name: string, language: string): Template {
	const { gateway } = item.session;
	if (language === '') {
		throw new GatewayError(
			'invalidRequest',
			`${gateway.name} does not tell its templates here, so the language of “${name}” must be chosen.`,
			{ hint: 'Choose it in the field Language.' },
		);
	}
	if (item.parameter('specifyPlaceholders', 'fields') !== 'json') {
		throw new GatewayError(
			'templateParameters',
			`${gateway.name} does not tell its templates here, so there are no fields for the placeholders of “${name}”.`,
			{ hint: 'Set Placeholder Values to JSON and write {"placeholder": "value"} there.' },
		);
	}
	item.note(
		`${gateway.name} does not tell its templates here: “${name}” and its values are sent as they were written.`,
	);
	return templateWithoutLookup(name, language, readNamedValues(item.parameter('valuesJson', {})));
}

/** The template that an item names, fit to be sent as far as anybody can know. */
async function findSendable(item: Item, language: string): Promise<Template> {
	const nameOrId = readTemplateName(item);
	const template = await item.session.templates.get({ nameOrId, language });
	if (template === null) return withoutLookup(item, nameOrId, language);
	checkApproved(template);
	checkLanguage(template, language);
	return template;
}

/** The template that an item gives, filled, and how it will look. Throws what cannot be sent. */
export async function readTemplate(
	item: Item,
): Promise<{ readonly content: TemplateContent; readonly preview: Preview }> {
	const language = String(item.parameter('language', '') ?? '').trim();
	const template = await findSendable(item, language);
	const whitespace: WhitespaceRule = item.options['whitespace'] === 'stop' ? 'stop' : 'replace';
	const { values, notes } = checkValues(template, givenValues(item, template), whitespace);
	notes.forEach(item.note);
	return {
		content: { template, language: language === '' ? null : language, values },
		preview: previewTemplate(template, values),
	};
}
