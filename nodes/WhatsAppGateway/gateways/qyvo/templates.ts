import { GatewayError } from '../../core/faults';
import type { TemplateReference } from '../../core/gateway';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Placeholder, Template, TemplateHeader, TemplateSummary } from '../../core/template';
import { findPlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

function summary(value: unknown): TemplateSummary {
	const row = asObject(value);
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: asTexts(row['languages']),
	};
}

function header(type: unknown, content: string | null): TemplateHeader | null {
	const format = toHeaderFormat(asText(type));
	if (format === undefined) return null;
	return format === 'text'
		? { format, text: content, mediaUrl: null }
		: { format, text: null, mediaUrl: content };
}

function template(value: unknown): Template {
	const row = asObject(value);
	const body = asText(row['body']) ?? '';
	const inBody = findPlaceholders(body);
	return {
		...summary(row),
		language: null,
		header: header(row['header_type'], asText(row['header_content'])),
		body,
		footer: asText(row['footer']),
		buttons: (Array.isArray(row['buttons']) ? row['buttons'] : []).map(asObject).map((button) => ({
			type: asText(button['type']) ?? '',
			text: asText(button['text']) ?? '',
			url: asText(button['url']),
		})),
		// Qyvo extracts its placeholders from the body; how a button's or a header's blank is filled
		// is not documented, so those keep what was approved.
		placeholders: asTexts(row['placeholders']).map(
			(key): Placeholder =>
				inBody.find((placeholder) => placeholder.key === key) ?? {
					key,
					name: key,
					component: 'body',
					index: null,
					input: 'text',
					before: '',
					after: '',
				},
		),
	};
}

/**
 * All templates in one answer; Qyvo has no pages.
 * Source: https://www.qyvo.io/docs/api/actions/list-templates
 */
export async function* listTemplates({ call }: Connection): AsyncIterable<TemplateSummary> {
	const { body } = await call({ method: 'POST', path: '/actions/list-templates' });
	if (!Array.isArray(body)) {
		throw new GatewayError('unexpectedAnswer', 'Qyvo sent no list of templates.', { raw: body });
	}
	yield* body.map(summary);
}

/**
 * One template with its words. Qyvo knows templates by id; a name is looked up in the list first.
 * Source: https://www.qyvo.io/docs/api/actions/get-template
 */
export async function getTemplate(
	{ nameOrId }: TemplateReference,
	connection: Connection,
): Promise<Template> {
	const names: string[] = [];
	for await (const { id, name } of listTemplates(connection)) {
		if (name === nameOrId || id === nameOrId) {
			const { body } = await connection.call({
				method: 'POST',
				path: '/actions/get-template',
				body: { template_id: id },
			});
			return template(body);
		}
		names.push(name);
	}
	throw new GatewayError('templateNotFound', `Qyvo has no template “${nameOrId}”.`, {
		hint:
			names.length > 0
				? `Pick one from the list. The account has: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ' …' : ''}.`
				: 'The account has no templates yet. Create one in Qyvo’s dashboard and wait for WhatsApp’s approval.',
	});
}
