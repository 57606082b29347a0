import type { INodeProperties } from 'n8n-workflow';

import type { TemplateDay } from '../core/templateManagement';
import { withTimeZone } from '../whatsapp/localTime';
import { refuse } from '../whatsapp/shape';
import { options } from './fields/options';
import { requireText } from './fields/readText';
import { timeout } from './fields/runOptions';
import { template } from './fields/template';
import { needOfTemplates, requireNeed } from './needs';
import type { Item, Operation } from './operation';
import { createTask } from './task';

/** What each operation needs. */
const needs = {
	analytics: needOfTemplates('analytics', 'tell how templates did'),
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

/** Reads a moment; `undefined` where there is none. Throws `invalidRequest`. */
function readMoment({ parameter, timeZone }: Item, field: INodeProperties): Date | undefined {
	const given = parameter(field.name, '') ?? '';
	if (given === '') return undefined;
	const moment = new Date(String(withTimeZone(given, timeZone)));
	if (!Number.isNaN(moment.getTime())) return moment;
	return refuse(
		`The field ${field.displayName} is not a date.`,
		'Write it as 2026-11-27, or choose it from the calendar.',
	);
}

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
		const to = readMoment(item, endDate) ?? new Date();
		const from = readMoment(item, startDate) ?? new Date(to.getTime() - defaultDays * dayMs);
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
