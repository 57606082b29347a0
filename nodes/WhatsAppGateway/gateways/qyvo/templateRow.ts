import { asObject, asObjects, asText, asTexts } from '../../core/narrow';
import type {
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
	TemplateSummary,
} from '../../core/template';
import { findPlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

/** A row of Qyvo's list. */
export function toSummary(value: unknown): TemplateSummary {
	const row = asObject(value);
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

function toButton(button: Readonly<Record<string, unknown>>): TemplateButton {
	return {
		type: asText(button['type']) ?? '',
		text: asText(button['text']) ?? '',
		url: asText(button['url']),
	};
}

/** A placeholder that Qyvo names, with the text around it where the body holds it. */
function toPlaceholder(key: string, inBody: readonly Placeholder[]): Placeholder {
	return (
		inBody.find((placeholder) => placeholder.key === key) ?? {
			key,
			name: key,
			component: 'body',
			index: null,
			input: 'text',
			before: '',
			after: '',
		}
	);
}

/**
 * A template with its text. Only the body's placeholders can be filled: how to fill those of headers
 * and buttons is not documented, so these stay as they were approved.
 */
export function toTemplate(value: unknown): Template {
	const row = asObject(value);
	const body = asText(row['body']) ?? '';
	const inBody = findPlaceholders(body);
	return {
		...toSummary(row),
		language: null,
		header: toHeader(asText(row['header_type']), asText(row['header_content'])),
		body,
		footer: asText(row['footer']),
		buttons: asObjects(row['buttons']).map(toButton),
		placeholders: asTexts(row['placeholders']).map((key) => toPlaceholder(key, inBody)),
	};
}
