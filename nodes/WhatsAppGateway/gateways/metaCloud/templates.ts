import type { IDataObject } from 'n8n-workflow';

import type { TemplatePage, TemplateReference, TemplateSearch } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { readPages } from '../../core/seenCursors';
import type { Template } from '../../core/template';
import { toTemplate } from '../../gatewayKit/metaTemplateRow';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { graphPath } from './graphPath';
import { fetchRowPage } from './pages';
import type { FieldList } from './readFields';

const pageSize = 100;

const fields: FieldList = {
	names: [
		...['name', 'language', 'status', 'category', 'sub_category', 'components'],
		...['parameter_format', 'quality_score', 'rejected_reason'],
	],
	required: ['name', 'language', 'status', 'category', 'components'],
};

async function fetchPage(
	connection: Connection,
	filter: IDataObject,
	after: string | null,
): Promise<TemplatePage<Template>> {
	const { account } = connection;
	const path = graphPath(account, account['businessAccountId'], 'message_templates');
	const query = { fields, limit: pageSize, ...filter };
	const { rows, next } = await fetchRowPage(path, query, after, connection);
	return { templates: rows.map(toTemplate), next };
}

async function* fetchAll(connection: Connection, filter: IDataObject): AsyncIterable<Template> {
	const pages = readPages(async (after) => await fetchPage(connection, filter, after));
	for await (const { templates } of pages) yield* templates;
}

/**
 * Every template in every language, page after page.
 * Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
 */
export function listTemplates(connection: Connection): AsyncIterable<Template> {
	return fetchAll(connection, {});
}

/** One page of the templates that Meta finds in their names and texts, by category or by language. */
export async function getTemplatePage(
	{ text, category, language }: TemplateSearch,
	cursor: string | null,
	connection: Connection,
): Promise<TemplatePage> {
	const filter = {
		...(text !== undefined && { name_or_content: text }),
		...(category !== undefined && { category }),
		...(language !== undefined && { language }),
	};
	return await fetchPage(connection, filter, cursor);
}

/** The templates of a name, in every language. Other ones are left out: Meta may look for a part of it. */
export async function findByName(name: string, connection: Connection): Promise<Template[]> {
	const found: Template[] = [];
	for await (const template of fetchAll(connection, { name })) {
		if (template.name === name) found.push(template);
	}
	return found;
}

/** What a template is picked from where none has the name: all by their ids, or some for the hint. */
async function* fetchOthers(nameOrId: string, connection: Connection): AsyncIterable<Template> {
	if (/^\d+$/.test(nameOrId)) yield* listTemplates(connection);
	else yield* (await fetchPage(connection, {}, null)).templates;
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	const { nameOrId } = reference;
	const found = await findByName(nameOrId, connection);
	const templates = found.length > 0 ? found : fetchOthers(nameOrId, connection);
	return await pickTemplate(templates, reference, {
		gateway: 'Meta',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
