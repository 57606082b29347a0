import type { TemplatePage, TemplateReference, TemplateSearch } from '../../core/gateway';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { fetchTemplatePage } from '../../gatewayKit/laravel';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { gateway, listRows, readPage, workspacePath } from './response';
import { toTemplate } from './templateRow';

/**
 * Every template in every language, page after page.
 * Source: https://documents.xobito.com/api-reference/endpoints/list-templates
 */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	for await (const row of listRows(connection, 'templates')) yield toTemplate(row);
}

/** One page of all templates: Xobito documents no search. */
export async function getTemplatePage(
	_search: TemplateSearch,
	cursor: string | null,
	{ account, call }: Connection,
): Promise<TemplatePage> {
	const list = { path: workspacePath(account, 'templates') };
	return await fetchTemplatePage(call, list, cursor, readPage, toTemplate);
}

/**
 * One template in the wanted language; without one, in the first that is approved. It is picked from
 * the list, because Xobito has no lookup of one template.
 */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway,
		howToGet: 'Create one in Xobito, or load them from WhatsApp there.',
	});
}
