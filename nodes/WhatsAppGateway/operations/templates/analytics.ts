import type { TemplateDay } from '../../core/templateManagement';
import { options } from '../fields/options';
import { endDate, readPeriod, startDate } from '../fields/period';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { template } from '../fields/template';
import { needOfTemplates, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';

/** What each operation needs. */
const needs = {
	analytics: needOfTemplates('analytics', 'tell how templates did'),
};

/** What Meta keeps of the past. */
const maxDays = 90;

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
		const { from, to } = readPeriod(item, maxDays);
		return createTask(null, async () => {
			const days: TemplateDay[] = [];
			for await (const day of analytics({ nameOrId, from, to }, connection)) days.push(day);
			return days;
		});
	},
};
