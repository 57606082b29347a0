import type { TemplateReference } from '../../core/gateway';
import { asObject, asRows, asText } from '../../core/narrow';
import type { Account, Call } from '../../core/request';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { placeholdersOf } from '../../whatsapp/placeholders';
import { headerFormatOf, templateStatusOf } from '../../whatsapp/statusNames';

const perPage = 100;

function header(component: Readonly<Record<string, unknown>>): TemplateHeader | null {
	const format = headerFormatOf(asText(component['format']));
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
	const components = asRows(row['components']);
	const component = (type: string) => asObject(components.find((one) => one['type'] === type));
	const language = asText(row['language']);
	const words = {
		header: header(component('HEADER')),
		body: asText(component('BODY')['text']) ?? '',
		buttons: asRows(component('BUTTONS')['buttons']).map(button),
	};
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: templateStatusOf(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...words,
		footer: asText(component('FOOTER')['text']),
		placeholders: placeholdersOf(words),
	};
}

/**
 * Every template in every language, page after page.
 * Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
 */
export async function* listTemplates(account: Account, call: Call): AsyncIterable<Template> {
	let after: string | null = null;
	do {
		const { body } = await call({
			method: 'GET',
			path: `/${account['graphVersion']}/${account['businessAccountId']}/message_templates`,
			query: {
				fields: 'name,language,status,category,components,parameter_format',
				limit: perPage,
				...(after !== null && { after }),
			},
		});
		const page = asObject(body);
		yield* asRows(page['data']).map(template);
		const paging = asObject(page['paging']);
		const next = asText(asObject(paging['cursors'])['after']);
		// A cursor that does not move would never end.
		after = asText(paging['next']) === null || next === after ? null : next;
	} while (after !== null);
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(reference: TemplateReference, account: Account, call: Call) {
	return await pickTemplate(listTemplates(account, call), reference, {
		gateway: 'Meta',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
