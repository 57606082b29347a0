import type { TemplateReference } from '../../core/gateway';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { toTemplateStatus } from '../../whatsapp/statusNames';
import { gateway, pages, type Row } from './answers';
import { wordsOf } from './templateWords';

/** One row of Xobito's list: one template in one language. */
function template(row: Row): Template {
	const language = asText(row['language']);
	return {
		// WhatsApp's id, which is the same in every workspace that shares the account.
		id: asText(row['template_id']) ?? asText(row['id']) ?? '',
		name: asText(row['template_name']) ?? '',
		category: asText(row['category'])?.toUpperCase() ?? null,
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...wordsOf(row),
	};
}

/**
 * Every template in every language, page after page.
 * Source: https://documents.xobito.com/api-reference/endpoints/list-templates
 */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	for await (const row of pages(connection, '/templates')) yield template(row);
}

/**
 * One template in the wanted language; without one, in the first that is approved. Xobito has no way to
 * ask for a single one.
 */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway,
		howToGet: 'Create one in Xobito, or load them from WhatsApp there.',
	});
}
