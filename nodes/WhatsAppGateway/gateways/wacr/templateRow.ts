import { asObject, asObjects, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Placeholder, Template, TemplateHeader } from '../../core/template';
import { parseNested } from '../../gatewayKit/laravel';
import { carouselParts, toTemplateButton, toTemplateSummary } from '../../gatewayKit/laravelRows';
import { unknownFormat } from '../../whatsapp/metaTemplateParts';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat } from '../../whatsapp/statusNames';

function toHeader(row: JsonObject, component: JsonObject): TemplateHeader | null {
	const formatName =
		firstText(row, 'header_format', 'header_data_format') ?? asText(component['format']);
	const format = toHeaderFormat(formatName);
	if (format === undefined) return null;
	const text = firstText(row, 'header_text', 'header_data_text') ?? asText(component['text']);
	return { format, text: format === 'text' ? text : null, mediaUrl: null };
}

const maxPlaceholders = 100;

/** Placeholders of a body whose text is not given, only their number. */
function countedPlaceholders(value: unknown): Placeholder[] {
	const count = Math.trunc(Math.min(Number(asText(value) ?? 0) || 0, maxPlaceholders));
	return Array.from({ length: Math.max(count, 0) }, (_, index) => ({
		key: String(index + 1),
		name: String(index + 1),
		component: 'body',
		index: null,
		input: 'text',
		before: '',
		after: '',
	}));
}

/** Puts the body's placeholders behind the header's and before the buttons'. */
function insertInBody(all: readonly Placeholder[], inBody: readonly Placeholder[]): Placeholder[] {
	const firstButton = all.findIndex(({ component }) => component === 'button');
	return all.toSpliced(firstButton < 0 ? all.length : firstButton, 0, ...inBody);
}

/**
 * A row of the list: one template in one language. Its fields are documented in part (`body_text`,
 * `body_params_count`, `header_format`, `header_text`, `footer_text`); for the rest, those of the
 * sister products and Meta's `components` are read.
 * Source: https://docs.app.wa.cr/list-authentication-templates-28559797e0
 */
export function toTemplate(row: JsonObject): Template {
	const components = asObjects(parseNested(row['components']));
	const component = (type: string) =>
		asObject(components.find((candidate) => asText(candidate['type'])?.toUpperCase() === type));
	const body =
		firstText(row, 'body_text', 'body', 'body_data') ?? asText(component('BODY')['text']);
	const buttons = asObjects(parseNested(row['buttons'] ?? row['buttons_data']));
	const content = {
		...carouselParts(row, components),
		header: toHeader(row, component('HEADER')),
		body: body ?? '',
		buttons: (buttons.length > 0 ? buttons : asObjects(component('BUTTONS')['buttons'])).map(
			toTemplateButton,
		),
	};
	const inBody = body === null ? countedPlaceholders(row['body_params_count']) : [];
	return {
		...toTemplateSummary(row),
		...content,
		unknownParts: [
			...content.unknownParts,
			...unknownFormat(firstText(row, 'header_format', 'header_data_format')),
		],
		footer:
			firstText(row, 'footer_text', 'footer', 'footer_data') ?? asText(component('FOOTER')['text']),
		placeholders: insertInBody(templatePlaceholders(content), inBody),
	};
}
