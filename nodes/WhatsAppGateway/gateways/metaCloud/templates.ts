import type { TemplateReference } from '../../core/gateway';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { graphPath } from './graphPath';
import { toTemplate } from './templateRow';

const pageSize = 100;

/**
 * Every template in every language, page after page.
 * Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
 */
export async function* listTemplates({ account, call }: Connection): AsyncIterable<Template> {
	let after: string | null = null;
	do {
		const { body } = await call({
			method: 'GET',
			path: graphPath(account, account['businessAccountId'], 'message_templates'),
			query: {
				fields: 'name,language,status,category,components,parameter_format',
				limit: pageSize,
				...(after !== null && { after }),
			},
		});
		const page = asObject(body);
		yield* asObjects(page['data']).map(toTemplate);
		const paging = asObject(page['paging']);
		const cursor = asText(asObject(paging['cursors'])['after']);
		// A cursor that does not move would never end.
		after = asText(paging['next']) === null || cursor === after ? null : cursor;
	} while (after !== null);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway: 'Meta',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
