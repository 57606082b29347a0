import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import { compareByApproval, type TemplateSummary } from '../core/template';
import { limit, maxResults, options, returnAll, template, timeout } from './fields';
import type { Operation } from './operation';

function templatesUnavailable(gateway: string): GatewayError {
	return new GatewayError('unsupported', `${gateway} does not tell its templates here.`, {
		hint: 'Look at them in the gateway’s dashboard.',
	});
}

/** One template with its words and placeholders. */
export const getTemplate: Operation = {
	resource: 'template',
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get one template with its words and placeholders',
	fields: [template, options(timeout)],
	async read({ session, parameter }) {
		const nameOrId = String(parameter('template', '') ?? '').trim();
		return {
			recipient: null,
			async run() {
				const template = await session.templates.get({ nameOrId, language: '' });
				if (template === null) throw templatesUnavailable(session.gateway.name);
				return [{ ...template } as IDataObject];
			},
		};
	},
};

/** The templates of the account, approved ones first. */
export const getTemplates: Operation = {
	resource: 'template',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get many templates of the account, approved ones first',
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Approved Only',
					name: 'approvedOnly',
					type: 'boolean',
					default: true,
					description: 'Whether to leave out templates that cannot be sent',
				},
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en_US',
					description: 'The template exists in this language',
				},
				{
					displayName: 'Name Contains',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'A part of the template’s name',
				},
			],
		},
		options(timeout),
	],
	async read({ session, parameter }) {
		const wantedCount = maxResults({ parameter });
		const filters = asObject(parameter('filters', {}));
		const language = String(filters['language'] ?? '');
		const name = String(filters['name'] ?? '').toLowerCase();
		const wanted = (one: TemplateSummary) =>
			(filters['approvedOnly'] !== true || one.status === 'approved') &&
			(language === '' || one.languages.includes(language)) &&
			one.name.toLowerCase().includes(name);
		return {
			recipient: null,
			async run() {
				const found: TemplateSummary[] = [];
				for await (const summary of session.templates.list()) {
					if (wanted(summary)) found.push(summary);
				}
				return found
					.sort(compareByApproval)
					.slice(0, wantedCount)
					.map((summary) => ({ ...summary }) as IDataObject);
			},
		};
	},
};
