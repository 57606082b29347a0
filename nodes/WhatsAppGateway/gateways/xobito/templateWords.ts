import { asObject, asText } from '../../core/answer';
import { jsonIn } from '../../core/json';
import {
	placeholdersOf,
	type HeaderFormat,
	type Template,
	type TemplateButton,
	type TemplateHeader,
} from '../../core/template';
import { rowsOf, type Row } from './answers';

const headerFormats: Readonly<Record<string, HeaderFormat>> = {
	TEXT: 'text',
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
	LOCATION: 'location',
};

function header(row: Row): TemplateHeader | null {
	const word = asText(row['header_data_format'])?.toUpperCase() ?? '';
	const format = Object.hasOwn(headerFormats, word) ? headerFormats[word] : undefined;
	if (format === undefined) return null;
	return format === 'text'
		? { format, text: asText(row['header_data_text']), mediaUrl: null }
		: { format, text: null, mediaUrl: asText(row['header_file_url']) };
}

/** The column is a text of JSON, a list, or null; its form is not documented, so each is read. */
function buttonRows(value: unknown): Row[] {
	const given = typeof value === 'string' ? jsonIn(value) : value;
	return rowsOf(Array.isArray(given) ? given : asObject(given)['buttons']);
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
	return { ...words, footer: asText(row['footer_data']), placeholders: placeholdersOf(words) };
}
