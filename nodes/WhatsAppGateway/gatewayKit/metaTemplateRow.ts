import { asObject, asText, type JsonObject } from '../core/narrow';
import type { Template } from '../core/template';
import { orderStatus, readMetaComponents } from '../whatsapp/metaTemplateParts';
import { templatePlaceholders } from '../whatsapp/placeholders';
import { toTemplateStatus } from '../whatsapp/statusNames';

/** A row of Meta's list, or of a gateway that passes it on: one template in one language. */
export function toTemplate(row: JsonObject): Template {
	const language = asText(row['language']);
	// Meta lists what it is by its subcategory; who passes templates on may have a component for it.
	const hasOrderStatus = asText(row['sub_category'])?.toUpperCase() === orderStatus;
	const parts = {
		...readMetaComponents(row['components']),
		...(hasOrderStatus && { hasOrderStatus }),
	};
	const quality = asText(asObject(row['quality_score'])['score']);
	const reason = asText(row['rejected_reason']);
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		category: asText(row['category']),
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
		...parts,
		placeholders: templatePlaceholders(parts),
		...(quality !== null && { quality }),
		...(reason !== null && reason !== 'NONE' && { rejectedReason: reason }),
	};
}
