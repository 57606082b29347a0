import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Template, TemplateButton, TemplateHeader } from '../../core/template';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat, toTemplateStatus } from '../../whatsapp/statusNames';

function toHeader(component: JsonObject): TemplateHeader | null {
	const format = toHeaderFormat(asText(component['format']));
	if (format === undefined) return null;
	return { format, text: format === 'text' ? asText(component['text']) : null, mediaUrl: null };
}

function toButton(button: JsonObject): TemplateButton {
	return {
		type: asText(button['type']) ?? '',
		text: asText(button['text']) ?? '',
		url: asText(button['url']),
	};
}

/** A row of Meta's list: one template in one language. */
export function toTemplate(row: JsonObject): Template {
	const components = asObjects(row['components']);
	const component = (type: string) =>
		asObject(components.find((candidate) => candidate['type'] === type));
	const language = asText(row['language']);
	const content = {
		header: toHeader(component('HEADER')),
		body: asText(component('BODY')['text']) ?? '',
		buttons: asObjects(component('BUTTONS')['buttons']).map(toButton),
	};
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...content,
		footer: asText(component('FOOTER')['text']),
		placeholders: templatePlaceholders(content),
	};
}
