import { asObject, asObjects, asText } from '../../core/narrow';
import type { Placeholder, Template, TemplateButton, TemplateHeader } from '../../core/template';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat } from '../../whatsapp/statusNames';
import type { Row } from './answers';

/** A list, also where it is JSON within the JSON. */
function listOf(value: unknown): Row[] {
	if (typeof value !== 'string') return asObjects(value);
	try {
		return asObjects(JSON.parse(value));
	} catch {
		return [];
	}
}

/** The first text among some fields of a row; `null` where there is none. */
function firstText(row: Row, ...fields: readonly string[]): string | null {
	return fields.map((field) => asText(row[field])).find((text) => text !== null) ?? null;
}

function header(row: Row, component: Row): TemplateHeader | null {
	const word = firstText(row, 'header_format', 'header_data_format') ?? asText(component['format']);
	const format = toHeaderFormat(word);
	if (format === undefined) return null;
	const text = firstText(row, 'header_text', 'header_data_text') ?? asText(component['text']);
	return { format, text: format === 'text' ? text : null, mediaUrl: null };
}

function button(value: Row): TemplateButton {
	return {
		type: asText(value['type'])?.toUpperCase() ?? '',
		text: firstText(value, 'text', 'title') ?? '',
		url: asText(value['url']),
	};
}

/** Blanks that are counted but not shown. */
function counted(most: unknown): Placeholder[] {
	const count = Math.min(Number(asText(most) ?? 0) || 0, 100);
	return Array.from({ length: Math.max(Math.trunc(count), 0) }, (_, index) => ({
		key: String(index + 1),
		name: String(index + 1),
		component: 'body',
		index: null,
		input: 'text',
		before: '',
		after: '',
	}));
}

/**
 * The words of a template. Which fields a row of the list has is documented in part (`body_text`,
 * `body_params_count`, `header_format`, `header_text`, `footer_text`); for the rest, those of its
 * sister products and Meta's `components` are read.
 * Source: https://docs.app.wa.cr/list-authentication-templates-28559797e0
 */
export function wordsOf(
	row: Row,
): Pick<Template, 'header' | 'body' | 'footer' | 'buttons' | 'placeholders'> {
	const components = listOf(row['components']);
	const component = (type: string) =>
		asObject(components.find((one) => asText(one['type'])?.toUpperCase() === type));
	const body =
		firstText(row, 'body_text', 'body', 'body_data') ?? asText(component('BODY')['text']);
	const own = listOf(row['buttons'] ?? row['buttons_data']);
	const words = {
		header: header(row, component('HEADER')),
		body: body ?? '',
		buttons: (own.length > 0 ? own : asObjects(component('BUTTONS')['buttons'])).map(button),
	};
	const placeholders = templatePlaceholders(words);
	const at = placeholders.findIndex((one) => one.component === 'button');
	const inBody = body === null ? counted(row['body_params_count']) : [];
	return {
		...words,
		footer:
			firstText(row, 'footer_text', 'footer', 'footer_data') ?? asText(component('FOOTER')['text']),
		placeholders: placeholders.toSpliced(at < 0 ? placeholders.length : at, 0, ...inBody),
	};
}
