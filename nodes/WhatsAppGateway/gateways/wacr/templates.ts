import type { TemplateReference } from '../../core/gateway';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { toTemplateStatus } from '../../whatsapp/statusNames';
import { gateway, type Row, rowsOf } from './answers';
import { wordsOf } from './templateWords';

/** One row of WA.CR's list: one template in one language. */
function template(row: Row): Template {
	const language = asText(row['language']);
	return {
		// WhatsApp's id: the single lookup takes it, not the number of the record.
		id: asText(row['template_id']) ?? asText(row['id']) ?? '',
		name: asText(row['template_name']) ?? asText(row['name']) ?? '',
		category: asText(row['category'])?.toUpperCase() ?? null,
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...wordsOf(row),
	};
}

/**
 * Every template in every language, page after page.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0
 */
export async function* listTemplates({ call }: Connection): AsyncIterable<Template> {
	for await (const row of rowsOf(call, '/templates')) yield template(row);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway,
		howToGet: 'Create one in WA.CR, or load them from WhatsApp there.',
	});
}
