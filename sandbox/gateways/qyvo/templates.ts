import { Hono } from 'hono';

import { placeholdersIn } from '../../gatewayKit/placeholders';
import { seedTemplates, type SeedTemplate, type TemplateStatus } from '../../state/seed';
import { invalid, readFields, refused } from './validation';

/** A seeded template with the id under which Qyvo knows it. */
export interface QyvoTemplate extends SeedTemplate {
	readonly id: string;
	readonly status: TemplateStatus;
	readonly languages: readonly string[];
}

const statuses: readonly TemplateStatus[] = ['APPROVED', 'PENDING', 'REJECTED'];

const createdAt = '2026-04-15T10:32:00+00:00';

/** All templates, sorted by name, as Qyvo lists them. */
export const templates: readonly QyvoTemplate[] = seedTemplates
	.map((template: SeedTemplate, index) => {
		const states = Object.values(template.translations).map(({ status }) => status);
		return {
			...template,
			id: `01J0AB000000000000000000${String(index + 1).padStart(2, '0')}`,
			// Kept for the whole template: approved as soon as one translation is.
			status: states.includes('APPROVED') ? 'APPROVED' : (states[0] ?? 'PENDING'),
			languages: Object.keys(template.translations),
		};
	})
	.sort((a, b) => a.name.localeCompare(b.name));

function row({ id, name, category, status, languages }: QyvoTemplate) {
	return { id, name, category, status, languages, created_at: createdAt };
}

/** The original's text; Qyvo's endpoint has no choice of language. */
function whole(template: QyvoTemplate) {
	const { created_at, ...summary } = row(template);
	const original = template.translations[template.languages[0] ?? ''];
	const { header } = template;
	return {
		...summary,
		body: original?.body ?? '',
		header_type: header?.type ?? null,
		header_content: header?.mediaUrl ?? original?.headerText ?? null,
		footer: original?.footer ?? null,
		buttons: template.buttons ?? [],
		placeholders: placeholdersIn(original?.body ?? ''),
		created_at,
	};
}

/** Sources: https://www.qyvo.io/docs/api/actions/list-templates and …/get-template */
export function templateRoutes(): Hono {
	const routes = new Hono();
	const find = (id: unknown) => templates.find((template) => template.id === id);

	routes.post('/actions/list-templates', async (context) => {
		const fields = await readFields(context);
		const { status = null } = fields.body;
		if (status !== null && !statuses.some((one) => one === status)) {
			fields.refuseSelected('status');
		}
		if (fields.areRefused) return invalid(context, fields.errors);
		return context.json(
			templates.filter((one) => status === null || one.status === status).map(row),
		);
	});

	routes.post('/actions/get-template', async (context) => {
		const fields = await readFields(context);
		const id = fields.requiredText('template_id');
		if (fields.areRefused) return invalid(context, fields.errors);
		const template = find(id);
		return template === undefined
			? refused(context, 404, 'Template not found')
			: context.json(whole(template));
	});

	routes.get('/dropdowns/templates', (context) =>
		context.json(
			templates
				.filter(({ status }) => status === 'APPROVED')
				.map(({ id, name }) => ({ id, label: name })),
		),
	);
	routes.get('/dropdowns/template-variables', (context) => {
		const id = context.req.query('template_id');
		if (!id) return invalid(context, { template_id: ['The template_id field is required.'] });
		const template = find(id);
		if (template === undefined) return refused(context, 404, 'Template not found');
		return context.json(whole(template).placeholders.map((key) => ({ id: key, label: key })));
	});
	return routes;
}
