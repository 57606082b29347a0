import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { none, type Fields } from '../metaCloud/refusal';
import { definitionRefusal } from '../metaCloud/templateDefinition';
import { allTemplates, templateRow, type TemplateRow } from '../metaCloud/templates';
import { channels, uuidOf } from './account';
import { invalidBody, ok, refused } from './answers';

/** A template that was created here, and in which account. */
type Created = TemplateRow & { readonly wabaId: string };

/** Why a new template is refused: it is checked here before it goes to Meta. */
function refusalOf(given: Fields, rows: readonly TemplateRow[]): string | undefined {
	const {
		name,
		language,
		category,
		components,
		parameterFormat: format,
		wabaId,
		...others
	} = given;
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) return `${unknown} is not known`;
	if (format !== undefined && format !== 'POSITIONAL' && format !== 'NAMED') {
		return 'parameterFormat must be POSITIONAL or NAMED';
	}
	if (wabaId !== undefined && !channels.some((channel) => channel.wabaId === wabaId)) {
		return 'wabaId is not one of this workspace';
	}
	const definition = { name, language, category, components, parameter_format: format };
	const refusal = definitionRefusal(definition);
	if (refusal !== undefined) return refusal.details;
	const isTaken = rows.some((row) => row.name === name && row.language === language);
	return isTaken ? `There is already ${String(language)} content for this template` : undefined;
}

/**
 * Meta's rows with UUIDs of WA.CR, in one answer; those of the seed are of the first number's account. The
 * answer to a new one, and how a name in use is refused, are assumptions.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
export function templateRoutes(store: Store): Hono {
	const routes = new Hono();
	const made = store.memories.of<readonly Created[]>('wacrDeveloper templates');
	store.events.on('reset', () => made.clear());
	const madeIn = (wabaId: string) => (made.get('all') ?? []).filter((one) => one.wabaId === wabaId);
	const rowsOf = (wabaId: string): TemplateRow[] => [
		...madeIn(wabaId),
		...(wabaId === channels[0].wabaId ? allTemplates(store).map(templateRow) : []),
	];

	routes.get('/templates', (context) => {
		const { status, wabaId } = context.req.query();
		const ids = new Set(channels.map((channel) => channel.wabaId));
		const templates = [...ids]
			.filter((waba) => wabaId === undefined || waba === wabaId)
			.flatMap(rowsOf)
			.filter((template) => status === undefined || template.status === status)
			.map((template) => ({ ...template, id: uuidOf(template.id) }));
		return ok(context, { templates });
	});

	routes.post('/templates', async (context) => {
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? none;
		const wabaId = String(given['wabaId'] ?? channels[0].wabaId);
		const refusal = refusalOf(given, rowsOf(wabaId));
		if (refusal !== undefined) return refused(context, invalidBody(refusal));
		const row: Created = {
			id: store.ids.next('template'),
			name: String(given['name']),
			language: String(given['language']),
			status: 'PENDING',
			category: String(given['category']),
			parameter_format: String(given['parameterFormat'] ?? 'POSITIONAL'),
			components: given['components'] as readonly Fields[],
			wabaId,
		};
		made.set('all', [row, ...(made.get('all') ?? [])]);
		return ok(context, { template: { ...row, id: uuidOf(row.id) } }, 201);
	});
	return routes;
}
