import { asObject, asObjects, asText } from '../../core/narrow';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

// Of a row it is known what it tells, not under which names: Mojeeb's likely ones and Meta's
// `components` are both read.
type Row = Readonly<Record<string, unknown>>;

/** The kind of button by the field that carries its value, where the row does not name the kind. */
const buttonTypes: Readonly<Record<string, string>> = {
	text: 'URL',
	url: 'URL',
	coupon_code: 'COPY_CODE',
	payload: 'QUICK_REPLY',
};

/** More buttons than WhatsApp allows; an index above is not believed. */
const mostButtons = 20;

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function upper(value: unknown): string {
	return asText(value)?.toUpperCase() ?? '';
}

/** The names of the blanks of one part, in order. */
function keysIn(value: unknown): string[] {
	return list(value).flatMap((entry) => {
		const { key, name } = asObject(entry);
		const text = asText(entry) ?? asText(key) ?? asText(name);
		return text === null ? [] : [text];
	});
}

/** The words of a part; where only its blanks are told, they stand for the words. */
function wordsOr(text: string | null, keys: unknown): string {
	return (
		text ??
		keysIn(keys)
			.map((key) => `{{${key}}}`)
			.join('\n')
	);
}

function header(row: Row, component: Row): TemplateHeader | null {
	const own = asObject(row['header']);
	const told = component['format'] ?? own['format'] ?? own['type'] ?? row['header_format'];
	const text =
		asText(component['text']) ??
		asText(own['text']) ??
		asText(row['header_text']) ??
		asText(row['header']);
	const keys = row['header_parameters'] ?? row['header_parameter_keys'];
	const format =
		toHeaderFormat(upper(told)) ?? (text !== null || keysIn(keys).length > 0 ? 'text' : undefined);
	if (format === undefined || upper(told) === 'NONE') return null;
	return { format, text: format === 'text' ? wordsOr(text, keys) : null, mediaUrl: null };
}

function button(row: Row): TemplateButton {
	const field = asText(row['value_field']) ?? asText(row['field']);
	const type = upper(row['type']) || (buttonTypes[field ?? ''] ?? '');
	const blankUrl = type === 'URL' && field !== null ? '{{1}}' : null;
	return {
		type,
		text: asText(row['text']) ?? asText(row['label']) ?? '',
		url: asText(row['url']) ?? blankUrl,
	};
}

/** The buttons, each at the index that it names; only those that take a value may be told. */
function buttons(value: unknown): TemplateButton[] {
	const placed: TemplateButton[] = [];
	for (const [position, entry] of list(value).entries()) {
		const row = asObject(entry);
		const told = Number(asText(row['index']) ?? position);
		const index = Number.isInteger(told) && told >= 0 && told < mostButtons ? told : position;
		placed[index] = button(row);
	}
	return Array.from(placed, (one) => one ?? { type: '', text: '', url: null });
}

/** One row of the list: one template in one language. */
export function templateOf(row: Row): Template {
	const components = asObjects(row['components']);
	const component = (type: string) =>
		asObject(components.find((one) => upper(one['type']) === type));
	const language = asText(row['language']) ?? asText(asObject(row['language'])['code']);
	const name = asText(row['name']) ?? '';
	const told = {
		body:
			asText(component('BODY')['text']) ??
			asText(asObject(row['body'])['text']) ??
			asText(row['body']) ??
			asText(row['body_text']),
		footer:
			asText(component('FOOTER')['text']) ??
			asText(asObject(row['footer'])['text']) ??
			asText(row['footer']),
	};
	const words = {
		header: header(row, component('HEADER')),
		body: wordsOr(told.body, row['body_parameters'] ?? row['body_parameter_keys']),
		buttons: buttons(component('BUTTONS')['buttons'] ?? row['buttons']),
	};
	return {
		// A name in one language is what Mojeeb sends by; an id is not documented.
		id: asText(row['id']) ?? name,
		name,
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...words,
		footer: told.footer,
		placeholders: templatePlaceholders(words),
	};
}
