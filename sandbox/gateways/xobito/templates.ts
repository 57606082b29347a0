import { metaCards } from '../../gatewayKit/missingComponent';
import { placeholdersIn } from '../../gatewayKit/placeholders';
import {
	templateTranslations,
	translationsOf,
	type TemplateTranslation,
} from '../../gatewayKit/templateTranslations';
import { paged } from './answers';
import type { Endpoint } from './endpoint';
import type { Generation } from './workspace';

/** A template in one language, with Xobito's id for it. */
export interface XobitoTemplate extends TemplateTranslation {
	readonly id: number;
}

export const templates: readonly XobitoTemplate[] = withIds(templateTranslations, 1);

function withIds(rows: readonly TemplateTranslation[], first: number): XobitoTemplate[] {
	return rows.map((row, index) => ({ ...row, id: first + index }));
}

const createdAt = '2026-04-15T10:32:00.000000Z';

function row({ id, seed, language, translation }: XobitoTemplate, generation: Generation) {
	const { header, buttons } = seed;
	const { body, headerText = null, footer = null } = translation;
	return {
		id,
		tenant_id: 7,
		template_id: String(684_425_479_261_500 + id),
		template_name: seed.name,
		language,
		status: translation.status,
		category: seed.category,
		header_data_format: header?.type ?? null,
		header_data_text: headerText,
		header_params_count: header?.type === 'TEXT' ? placeholdersIn(headerText ?? '').length : 0,
		body_data: body,
		body_params_count: placeholdersIn(body).length,
		footer_data: footer,
		footer_params_count: 0,
		// A list or its JSON as a text: the pages do not say, so each generation has one of them.
		buttons_data:
			buttons === undefined ? null : generation === 'G1' ? JSON.stringify(buttons) : buttons,
		header_file_url: header?.mediaUrl ?? null,
		header_variable_value: null,
		body_variable_value: null,
		template_type: seed.cards === undefined ? 'standard' : 'carousel',
		cards_json: seed.cards === undefined ? null : JSON.stringify(metaCards(seed.cards)),
		created_at: createdAt,
		updated_at: createdAt,
	};
}

/** Source: https://documents.xobito.com/api-reference/endpoints/list-templates */
export const templateEndpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/templates',
		ability: 'templates.read',
		answer: ({ context, store, generation }) =>
			paged(
				context,
				[...templates, ...withIds(translationsOf(store.moreTemplates.all), 10_001)].map((one) =>
					row(one, generation),
				),
			),
	},
];
