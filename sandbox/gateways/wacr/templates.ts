import { Hono } from 'hono';

import { metaCards } from '../../gatewayKit/missingComponent';
import { placeholdersIn } from '../../gatewayKit/placeholders';
import {
	templateTranslations,
	translationsOf,
	type TemplateTranslation,
} from '../../gatewayKit/templateTranslations';
import type { Store } from '../../state/store';
import { notFound, ok, paged, refused, searched, sorted } from './answers';

/** A template in one language, with WA.CR's ids for it. */
export interface WacrTemplate extends TemplateTranslation {
	/** Of the record. */
	readonly id: number;
	/** WhatsApp's. */
	readonly templateId: string;
}

const createdAt = '2026-04-15T10:32:00.000Z';

/** All templates in all languages. */
export const templates: readonly WacrTemplate[] = withIds(templateTranslations, 1);

function withIds(rows: readonly TemplateTranslation[], first: number): WacrTemplate[] {
	return rows.map((row, index) => ({
		...row,
		id: first + index,
		templateId: String(594_425_479_261_595 + first + index),
	}));
}

/** Which fields a row has is documented in part; `buttons` is an assumption. */
function row({ seed, language, translation, id, templateId }: WacrTemplate) {
	const { header, buttons = [] } = seed;
	return {
		id,
		template_id: templateId,
		template_name: seed.name,
		name: seed.name,
		language,
		category: seed.category,
		status: translation.status,
		header_format: header?.type ?? null,
		header_text: translation.headerText ?? null,
		body_text: translation.body,
		body_params_count: placeholdersIn(translation.body).length,
		footer_text: translation.footer ?? null,
		buttons,
		// Those of the sister products.
		template_type: seed.cards === undefined ? 'standard' : 'carousel',
		cards_json: seed.cards === undefined ? null : JSON.stringify(metaCards(seed.cards)),
		created_at: createdAt,
		updated_at: createdAt,
	};
}

/** Sources: https://docs.app.wa.cr/list-templates-28559808e0 and …/get-template-28559810e0 */
export function templateRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.get('/templates', (context) => {
		const query = searched(context);
		const more = withIds(translationsOf(store.moreTemplates.all), 10_001);
		const rows = [...templates, ...more].map(row).filter(
			(one) =>
				one.name.includes(query) &&
				(['status', 'category', 'language'] as const).every((field) => {
					const wanted = context.req.query(`filter[${field}]`) || one[field];
					return wanted.toLowerCase() === one[field].toLowerCase();
				}),
		);
		return paged(context, sorted(context, rows, 'template_name'));
	});

	// The account of the sandbox has the templates already. The fields of the answer are an assumption.
	routes.post('/templates/sync', (context) =>
		ok(context, { synced: templates.length }, 'Templates synchronized successfully'),
	);

	routes.get('/templates/:id', (context) => {
		const found = templates.find(({ templateId }) => templateId === context.req.param('id'));
		if (found === undefined) return refused(context, notFound('Template'));
		return ok(context, row(found), 'Template retrieved successfully');
	});

	return routes;
}
