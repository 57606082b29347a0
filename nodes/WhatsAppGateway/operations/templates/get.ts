import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import { compareByApproval, type TemplateSummary } from '../../core/template';
import { readSwitch } from '../../n8n/readOption';
import { unfillableParts } from '../../whatsapp/templateParts';
import { previewTemplate } from '../../whatsapp/templatePreview';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { template } from '../fields/template';
import type { Operation } from '../operation';
import { createTask } from '../task';

function templatesUnavailable(gateway: string): GatewayError {
	return new GatewayError('unsupported', `${gateway} does not list its templates here.`, {
		hint: 'Look them up in the gateway’s dashboard.',
	});
}

/** Gets one template with its texts and placeholders. */
export const getTemplate: Operation = {
	resource: 'template',
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get one template with its texts and placeholders',
	fields: [template, options(timeout)],
	async read(item) {
		const { gateway, templates } = item.session;
		const nameOrId = requireText(item, 'template', 'Template', 'Select the template.');
		return createTask(null, async () => {
			const found = await templates.get({ nameOrId, language: '' });
			if (found === null) throw templatesUnavailable(gateway.name);
			const { support } = gateway.templates ?? {};
			const cannotFill = support === undefined ? [] : unfillableParts(found, support);
			return { ...found, preview: previewTemplate(found, {}), cannotFill };
		});
	},
};

const approvedOnly: INodeProperties = {
	displayName: 'Approved Only',
	name: 'approvedOnly',
	type: 'boolean',
	default: true,
	description: 'Whether to leave out templates that cannot be sent',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		approvedOnly,
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en_US',
			description: 'Only templates that exist in this language',
		},
		{
			displayName: 'Name Contains',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. order',
			description: 'Part of the template’s name',
		},
	],
};

/** Lists the templates of the account, approved ones first. */
export const getTemplates: Operation = {
	resource: 'template',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get many templates of the account, approved ones first',
	fields: [returnAll, limit, filters, options(timeout)],
	async read({ session, parameter }) {
		const maxTemplates = readLimit({ parameter });
		const filterValues = asObject(parameter('filters', {}));
		const onlyApproved =
			approvedOnly.name in filterValues &&
			readSwitch(filterValues[approvedOnly.name], approvedOnly);
		const language = String(filterValues['language'] ?? '');
		const namePart = String(filterValues['name'] ?? '').toLowerCase();
		const matches = ({ name, status, languages }: TemplateSummary) =>
			(!onlyApproved || status === 'approved') &&
			(language === '' || languages.includes(language)) &&
			name.toLowerCase().includes(namePart);
		return createTask(null, async () => {
			const summaries: TemplateSummary[] = [];
			for await (const summary of session.templates.list()) {
				if (matches(summary)) summaries.push(summary);
			}
			return summaries.sort(compareByApproval).slice(0, maxTemplates);
		});
	},
};
