import type { TemplateReference } from '../../core/gateway';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { gateway, listRows } from './response';
import { toTemplate } from './templateRow';

/**
 * Every template in every language, page after page.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0
 */
export async function* listTemplates({ call }: Connection): AsyncIterable<Template> {
	for await (const row of listRows(call, '/templates')) yield toTemplate(row);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway,
		howToGet: 'Create one in WA.CR, or load them from WhatsApp there.',
	});
}
