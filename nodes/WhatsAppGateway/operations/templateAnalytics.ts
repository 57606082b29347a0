import type { INodeProperties } from 'n8n-workflow';

import type { TemplateDay } from '../core/templateManagement';
import { refuse } from '../whatsapp/shape';
import { options } from './fields/options';
import { readMoment } from './fields/readMoment';
import { requireText } from './fields/readText';
import { timeout } from './fields/runOptions';
import { template } from './fields/template';
import { needOfTemplates, requireNeed } from './needs';
import type { Operation } from './operation';
import { createTask } from './task';

/** What each operation needs. */
const needs = {
	analytics: needOfTemplates('analytics', 'count how templates do'),
};

const dayMs = 86_400_000;

/** What Meta keeps of the past. */
const maxDays = 90;

/** Days that are looked at where no start is given. */
const defaultDays = 30;

const startDate: INodeProperties = {
	displayName: 'Start Date',
	name: 'startDate',
	type: 'dateTime',
	default: '',
	description: 'The first day, at most 90 days ago. If it is empty, 30 days before the last day.',
};

const endDate: INodeProperties = {
	displayName: 'End Date',
	name: 'endDate',
	type: 'dateTime',
	default: '',
	description: 'The last day. If it is empty, today.',
};

/** Gets how a template did. */
export const getTemplateAnalytics: Operation = {
	resource: 'template',
	value: 'getAnalytics',
	name: 'Get Analytics',
	action: 'Get analytics of a template',
	description: 'Get how often a template was sent, delivered, read and tapped, day by day',
	needs: needs.analytics,
	fields: [template, startDate, endDate, options(timeout)],
	async read(item) {
		const analytics = requireNeed(needs.analytics, item.session.gateway);
		const { connection } = item.session;
		const nameOrId = requireText(item, 'template', 'Template', 'Select the template.');
		const to = readMoment(item.parameter(endDate.name, ''), endDate, item) ?? new Date();
		const from =
			readMoment(item.parameter(startDate.name, ''), startDate, item) ??
			new Date(to.getTime() - defaultDays * dayMs);
		if (from >= to) refuse('The start date is not before the end date.', 'Correct one of them.');
		if (Date.now() - from.getTime() > (maxDays + 1) * dayMs) {
			refuse(
				`The start date is more than ${maxDays} days ago.`,
				`Choose a later one: WhatsApp keeps ${maxDays} days.`,
			);
		}
		return createTask(null, async () => {
			const days: TemplateDay[] = [];
			for await (const day of analytics({ nameOrId, from, to }, connection)) days.push(day);
			return days;
		});
	},
};
