import { asObject, asObjects, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { readMetaComponents, unknownFormat } from '../../whatsapp/metaTemplateParts';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

// The documentation says what a row holds, but not under which names: likely ones and Meta's
// `components` are both read.

/** A button's type by the field of its value, for rows that do not name the type. */
const buttonTypes: Readonly<Record<string, string>> = {
	text: 'URL',
	url: 'URL',
	coupon_code: 'COPY_CODE',
	payload: 'QUICK_REPLY',
};

/** WhatsApp allows fewer buttons; a higher index is not used. */
const maxButtons = 20;

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function upperCase(value: unknown): string {
	return asText(value)?.toUpperCase() ?? '';
}

/** The names of one component's placeholders, in order. */
function parameterNames(value: unknown): string[] {
	return asList(value).flatMap((entry) => {
		const name = asText(entry) ?? firstText(asObject(entry), 'key', 'name');
		return name === null ? [] : [name];
	});
}

/** A component's text; if the row has only its placeholders, a text of these. */
function textOrParameters(text: string | null, parameters: unknown): string {
	const lines = parameterNames(parameters).map((name) => `{{${name}}}`);
	return text ?? lines.join('\n');
}

function toHeader(row: JsonObject, component: JsonObject): TemplateHeader | null {
	const header = asObject(row['header']);
	const formatName = upperCase(
		component['format'] ?? header['format'] ?? header['type'] ?? row['header_format'],
	);
	const text =
		asText(component['text']) ?? asText(header['text']) ?? firstText(row, 'header_text', 'header');
	const parameters = row['header_parameters'] ?? row['header_parameter_keys'];
	const hasText = text !== null || parameterNames(parameters).length > 0;
	const format = toHeaderFormat(formatName) ?? (hasText ? 'text' : undefined);
	if (format === undefined || formatName === 'NONE') return null;
	return {
		format,
		text: format === 'text' ? textOrParameters(text, parameters) : null,
		mediaUrl: null,
	};
}

function toButton(row: JsonObject): TemplateButton {
	const valueField = firstText(row, 'value_field', 'field');
	const type = upperCase(row['type']) || (buttonTypes[valueField ?? ''] ?? '');
	const placeholderUrl = type === 'URL' && valueField !== null ? '{{1}}' : null;
	return {
		type,
		text: firstText(row, 'text', 'label') ?? '',
		url: asText(row['url']) ?? placeholderUrl,
	};
}

/** The buttons, each at the index that its row names: rows without a value may be left out. */
function toButtons(value: unknown): TemplateButton[] {
	const buttons: TemplateButton[] = [];
	for (const [position, entry] of asList(value).entries()) {
		const row = asObject(entry);
		const named = Number(asText(row['index']) ?? position);
		const isIndex = Number.isInteger(named) && named >= 0 && named < maxButtons;
		buttons[isIndex ? named : position] = toButton(row);
	}
	return Array.from(buttons, (button) => button ?? { type: '', text: '', url: null });
}

/** A row of the list: one template in one language. */
export function toTemplate(row: JsonObject): Template {
	const components = asObjects(row['components']);
	const component = (type: string) =>
		asObject(components.find((candidate) => upperCase(candidate['type']) === type));
	const language = asText(row['language']) ?? asText(asObject(row['language'])['code']);
	const name = asText(row['name']) ?? '';
	const bodyText =
		asText(component('BODY')['text']) ??
		asText(asObject(row['body'])['text']) ??
		firstText(row, 'body', 'body_text');
	const carousel = asObjects(row['cards'] ?? asObject(row['carousel'])['cards']);
	const { offer, cards, unknownParts } = readMetaComponents([
		...components,
		...(carousel.length > 0 ? [{ type: 'CAROUSEL', cards: carousel }] : []),
		...(row['limited_time_offer'] === undefined || row['limited_time_offer'] === null
			? []
			: [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: row['limited_time_offer'] }]),
	]);
	const rejectedReason = asText(row['rejected_reason']);
	const content = {
		offer,
		cards,
		header: toHeader(row, component('HEADER')),
		body: textOrParameters(bodyText, row['body_parameters'] ?? row['body_parameter_keys']),
		buttons: toButtons(component('BUTTONS')['buttons'] ?? row['buttons']),
	};
	return {
		// Mojeeb sends by name and language; an id is not documented.
		id: asText(row['id']) ?? name,
		name,
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...content,
		footer:
			asText(component('FOOTER')['text']) ??
			asText(asObject(row['footer'])['text']) ??
			asText(row['footer']),
		placeholders: templatePlaceholders(content),
		...(rejectedReason !== null && { rejectedReason }),
		unknownParts: [...unknownParts, ...unknownFormat(asText(row['header_format']))],
	};
}
