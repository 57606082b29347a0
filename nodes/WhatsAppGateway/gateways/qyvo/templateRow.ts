import { asObject, asObjects, asText, asTexts, type JsonObject } from '../../core/narrow';
import type {
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
	TemplateSummary,
} from '../../core/template';
import { toMetaButton, unknownFormat } from '../../whatsapp/metaTemplateParts';
import { bodyPlaceholder, findPlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

/** A row of Qyvo's list. */
export function toSummary(row: JsonObject): TemplateSummary {
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: asTexts(row['languages']),
	};
}

function toHeader(type: string | null, content: string | null): TemplateHeader | null {
	const format = toHeaderFormat(type);
	if (format === undefined) return null;
	return format === 'text'
		? { format, text: content, mediaUrl: null }
		: { format, text: null, mediaUrl: content };
}

/** A placeholder that Qyvo names, with the text around it where the body holds it. */
function toPlaceholder(key: string, inBody: readonly Placeholder[]): Placeholder {
	return inBody.find((placeholder) => placeholder.key === key) ?? bodyPlaceholder(key);
}

/** The placeholders of header and buttons that have no variable, as words of a sentence. */
function unfilledParts(
	header: TemplateHeader | null,
	buttons: readonly TemplateButton[],
	names: readonly string[],
): string[] {
	const unfilled = (text: string | null) =>
		findPlaceholders(text ?? '').filter(({ name }) => !names.includes(name));
	return [
		...unfilled(header?.text ?? null).map(
			({ name }) => `the placeholder {{${name}}} of the header`,
		),
		...buttons.flatMap(({ text, url }) =>
			unfilled(url).map(({ name }) => `the placeholder {{${name}}} of the button “${text}”`),
		),
	];
}

/**
 * A template with its text. Its variables are those that Qyvo names, all in the body; a header or a
 * button with another one cannot be filled.
 */
export function toTemplate(value: unknown): Template {
	const row = asObject(value);
	const body = asText(row['body']) ?? '';
	const inBody = findPlaceholders(body);
	const headerType = asText(row['header_type']);
	const header = toHeader(headerType, asText(row['header_content']));
	const buttons = asObjects(row['buttons']).map(toMetaButton);
	const names = asTexts(row['placeholders']);
	return {
		...toSummary(row),
		language: null,
		header,
		body,
		footer: asText(row['footer']),
		buttons,
		// The documentation has neither.
		offer: null,
		cards: [],
		placeholders: names.map((key) => toPlaceholder(key, inBody)),
		unknownParts: [...unknownFormat(headerType), ...unfilledParts(header, buttons, names)],
	};
}
