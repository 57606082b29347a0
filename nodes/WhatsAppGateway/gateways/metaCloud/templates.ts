import type { TemplateReference } from '../../core/gateway';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

const perPage = 100;

function header(component: Readonly<Record<string, unknown>>): TemplateHeader | null {
	const format = toHeaderFormat(asText(component['format']));
	if (format === undefined) return null;
	return { format, text: format === 'text' ? asText(component['text']) : null, mediaUrl: null };
}

function button(value: Readonly<Record<string, unknown>>): TemplateButton {
	return {
		type: asText(value['type']) ?? '',
		text: asText(value['text']) ?? '',
		url: asText(value['url']),
	};
}

/** One row of Meta's list: one template in one language. */
function template(row: Readonly<Record<string, unknown>>): Template {
	const components = asObjects(row['components']);
	const component = (type: string) => asObject(components.find((one) => one['type'] === type));
	const language = asText(row['language']);
	const words = {
		header: header(component('HEADER')),
		body: asText(component('BODY')['text']) ?? '',
		buttons: asObjects(component('BUTTONS')['buttons']).map(button),
	};
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...words,
		footer: asText(component('FOOTER')['text']),
		placeholders: templatePlaceholders(words),
	};
}

/**
 * Every template in every language, page after page.
 * Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
 */
export async function* listTemplates({ account, call }: Connection): AsyncIterable<Template> {
	let after: string | null = null;
	do {
		const { body } = await call({
			method: 'GET',
			path: `/${account['graphApiVersion']}/${account['businessAccountId']}/message_templates`,
			query: {
				fields: 'name,language,status,category,components,parameter_format',
				limit: perPage,
				...(after !== null && { after }),
			},
		});
		const page = asObject(body);
		yield* asObjects(page['data']).map(template);
		const paging = asObject(page['paging']);
		const next = asText(asObject(paging['cursors'])['after']);
		// A cursor that does not move would never end.
		after = asText(paging['next']) === null || next === after ? null : next;
	} while (after !== null);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, connection: Connection) {
	return await pickTemplate(listTemplates(connection), reference, {
		gateway: 'Meta',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
