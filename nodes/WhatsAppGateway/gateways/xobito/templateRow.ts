import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Template, TemplateHeader } from '../../core/template';
import { parseNested } from '../../gatewayKit/laravel';
import { carouselParts, toTemplateButton, toTemplateSummary } from '../../gatewayKit/laravelRows';
import { unknownFormat } from '../../whatsapp/metaTemplateParts';
import { templatePlaceholders } from '../../whatsapp/placeholders';
import { toHeaderFormat } from '../../whatsapp/statusNames';

function toHeader(row: JsonObject): TemplateHeader | null {
	const format = toHeaderFormat(asText(row['header_data_format']));
	if (format === undefined) return null;
	return format === 'text'
		? { format, text: asText(row['header_data_text']), mediaUrl: null }
		: { format, text: null, mediaUrl: asText(row['header_file_url']) };
}

/** The rows of the buttons, whose form is not documented: a list, or one in `buttons`. */
function buttonRows(value: unknown): JsonObject[] {
	const buttons = parseNested(value);
	return asObjects(Array.isArray(buttons) ? buttons : asObject(buttons)['buttons']);
}

/**
 * A row of the list: one template in one language.
 * Source: https://documents.xobito.com/api-reference/endpoints/list-templates
 */
export function toTemplate(row: JsonObject): Template {
	const content = {
		...carouselParts(row, []),
		header: toHeader(row),
		body: asText(row['body_data']) ?? '',
		buttons: buttonRows(row['buttons_data']).map(toTemplateButton),
	};
	return {
		...toTemplateSummary(row),
		...content,
		unknownParts: [...content.unknownParts, ...unknownFormat(asText(row['header_data_format']))],
		footer: asText(row['footer_data']),
		placeholders: templatePlaceholders(content),
	};
}
