import { asObject, asObjects, asText, parseJson } from '../../core/narrow';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat } from '../../whatsapp/statusNames';
import type { Row } from './answers';

function header(row: Row): TemplateHeader | null {
	const format = toHeaderFormat(asText(row['header_data_format']));
	if (format === undefined) return null;
	return format === 'text'
		? { format, text: asText(row['header_data_text']), mediaUrl: null }
		: { format, text: null, mediaUrl: asText(row['header_file_url']) };
}

/** The column is a text of JSON, a list, or null; its form is not documented, so each is read. */
function buttonRows(value: unknown): Row[] {
	const given = typeof value === 'string' ? parseJson(value) : value;
	return asObjects(Array.isArray(given) ? given : asObject(given)['buttons']);
}

function button(value: Row): TemplateButton {
	return {
		type: asText(value['type'])?.toUpperCase() ?? '',
		text: asText(value['text']) ?? asText(value['title']) ?? '',
		url: asText(value['url']),
	};
}

/** The words of a template. Source: https://documents.xobito.com/api-reference/endpoints/list-templates */
export function wordsOf(
	row: Row,
): Pick<Template, 'header' | 'body' | 'footer' | 'buttons' | 'placeholders'> {
	const words = {
		header: header(row),
		body: asText(row['body_data']) ?? '',
		buttons: buttonRows(row['buttons_data']).map(button),
	};
	return {
		...words,
		footer: asText(row['footer_data']),
		placeholders: templatePlaceholders(words),
	};
}
