import type { TemplateReference } from '../../core/gateway';
import type { Connection } from '../../core/request';
import type { Template, TemplateSupport } from '../../core/template';
import { toTemplate } from '../../gatewayKit/metaTemplateRow';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { metaButtonTypes } from '../../whatsapp/metaTemplateMessage';
import { findBusinessAccount } from './channels';
import { gateway, rowsIn } from './response';

/**
 * What can be filled: `components` are Meta's own. Headers with a GIF need Meta's Marketing Messages API,
 * which WA.CR does not document.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export const templateSupport = {
	headers: ['text', 'image', 'video', 'document', 'location', 'product'],
	buttons: metaButtonTypes,
	files: ['url', 'data'],
	fileNames: true,
	cards: true,
	offers: true,
	orders: true,
	needsLanguage: true,
} as const satisfies TemplateSupport;

/**
 * Every template in every language, in one answer; those of the chosen sender's account only, because no
 * other one can be sent from it. Source: https://github.com/kdctek/n8n-nodes-wacr
 */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	const wabaId = await findBusinessAccount(connection);
	const query = wabaId === null ? {} : { wabaId };
	const { body } = await connection.call({ method: 'GET', path: '/v1/templates', query });
	yield* rowsIn(body, 'templates').map(toTemplate);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway,
		howToGet: 'Create one in WA.CR and wait for its approval.',
	});
}
