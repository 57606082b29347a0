import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { parseGivenJson } from '../core/givenJson';
import { asObject, type JsonObject } from '../core/narrow';
import { readChoice } from '../n8n/readOption';
import { options } from './fields/options';
import { requireText } from './fields/readText';
import { timeout } from './fields/runOptions';
import type { Item, Operation } from './operation';
import { createTask } from './task';

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_confirmation',
	description: 'Small letters, digits and underscores',
};

const language: INodeProperties = {
	displayName: 'Language Code',
	name: 'language',
	type: 'string',
	required: true,
	default: 'en',
	placeholder: 'e.g. pt_BR',
	description: 'The language of the texts, as WhatsApp writes it',
};

const category = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: [
		{
			name: 'Authentication',
			value: 'AUTHENTICATION',
			description: 'One-time passwords; WhatsApp writes the text',
		},
		{ name: 'Marketing', value: 'MARKETING', description: 'Offers and news' },
		{
			name: 'Utility',
			value: 'UTILITY',
			description: 'About an order, an appointment or an account',
		},
	],
	default: 'UTILITY',
	description: 'WhatsApp may file the template under another category',
} satisfies INodeProperties;

const components: INodeProperties = {
	displayName: 'Components (JSON)',
	name: 'components',
	type: 'json',
	required: true,
	default: '[{"type": "BODY", "text": "Hello {{1}}", "example": {"body_text": [["Anna"]]}}]',
	description:
		'The parts of the template as Meta’s Cloud API has them: a list of objects with the types HEADER, BODY, FOOTER and BUTTONS. Each placeholder needs an example.',
};

function readComponents({ parameter }: Item): JsonObject[] {
	const value = parameter(components.name, components.default);
	const read = typeof value === 'string' ? parseGivenJson(value) : value;
	const parts = Array.isArray(read) ? read : [];
	if (parts.length > 0 && parts.every((part) => typeof asObject(part)['type'] === 'string')) {
		return parts.map(asObject);
	}
	throw new GatewayError(
		'invalidRequest',
		`The field ${components.displayName} has no list of components.`,
		{ hint: 'Enter a list such as [{"type": "BODY", "text": "Your order has left."}].' },
	);
}

/** Submits a template for WhatsApp's review. */
export const createTemplate: Operation = {
	resource: 'template',
	value: 'create',
	name: 'Create',
	action: 'Create template',
	description: 'Submit a template for the review by WhatsApp; it can be sent once it is approved',
	fields: [name, language, category, components, options(timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const create = gateway.templates?.create;
		if (create === undefined) {
			throw new GatewayError('unsupported', `${gateway.name} cannot create templates.`, {
				hint: 'Create it in the gateway’s dashboard or in WhatsApp Manager.',
			});
		}
		const template = {
			name: requireText(item, name.name, name.displayName, 'Enter a name for the template.'),
			language: requireText(item, language.name, language.displayName, 'Enter a code such as en.'),
			category: readChoice(item.parameter(category.name, category.default), category),
			components: readComponents(item),
		};
		return createTask(null, async () => await create(template, connection));
	},
};
