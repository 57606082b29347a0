import type { TemplatePage, TemplateReference, TemplateSearch } from '../../core/gateway';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { fetchTemplatePage } from '../../gatewayKit/laravel';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { gateway, listRows, readPage } from './response';
import { toTemplate } from './templateRow';

const path = '/templates';

/**
 * Every template in every language, page after page.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0
 */
export async function* listTemplates({ call }: Connection): AsyncIterable<Template> {
	for await (const row of listRows(call, path)) yield toTemplate(row);
}

/** One page of the templates that WA.CR finds by a part of their names, by category or by language. */
export async function getTemplatePage(
	{ text, category, language }: TemplateSearch,
	cursor: string | null,
	{ call }: Connection,
): Promise<TemplatePage> {
	const query = {
		...(text !== undefined && { search: text }),
		...(category !== undefined && { 'filter[category]': category }),
		...(language !== undefined && { 'filter[language]': language }),
	};
	return await fetchTemplatePage(call, { path, query }, cursor, readPage, toTemplate);
}

/** The templates of a name, in every language; which fields the search looks into is not documented. */
async function findByName(name: string, { call }: Connection): Promise<Template[]> {
	const found: Template[] = [];
	for await (const row of listRows(call, path, { search: name })) {
		const template = toTemplate(row);
		if (template.name === name) found.push(template);
	}
	return found;
}

/**
 * One template in the wanted language; without one, in the first that is approved. What the search finds may
 * not be all: only a template in the very language that is wanted is taken from it.
 */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	const { nameOrId, language } = reference;
	const found = language === '' ? [] : await findByName(nameOrId, connection);
	const isFound = found.some(({ languages }) => languages.includes(language));
	const templates = isFound ? found : listTemplates(connection);
	return await pickTemplate(templates, reference, {
		gateway,
		howToGet: 'Create one in WA.CR, or load them from WhatsApp there.',
	});
}

/**
 * Lets WA.CR fetch the templates from WhatsApp: it lists what it has stored. The fields of the answer are not
 * documented. Source: https://docs.app.wa.cr/sync-templates-from-whatsapp-28559809e0
 */
export async function syncTemplates({ call }: Connection): Promise<unknown> {
	return (await call({ method: 'POST', path: `${path}/sync` })).body;
}
