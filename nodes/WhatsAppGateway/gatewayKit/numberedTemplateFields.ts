import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Template, TemplateValues } from '../core/template';

/** How many placeholders of the body the numbered fields support. */
const maxBodyPlaceholders = 10;

/**
 * A template's values as the numbered fields of gateways without components: `field_1` … for the
 * body in the order of its placeholders, `header_field_1`, `header_image_url`, `button_0` ….
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 *
 * @throws GatewayError `unsupported` for a body with more than ten placeholders
 */
export function numberedTemplateFields(
	gateway: string,
	template: Template,
	values: TemplateValues,
): IDataObject {
	const fields: IDataObject = {};
	let bodyFields = 0;
	for (const { key, component, index, input } of template.placeholders) {
		if (!Object.hasOwn(values, key)) continue;
		if (component === 'button') fields[`button_${index}`] = values[key];
		else if (component === 'body') fields[`field_${++bodyFields}`] = values[key];
		else if (input === 'text') fields['header_field_1'] = values[key];
		else fields[`header_${input}_url`] = values[key];
	}
	if (bodyFields <= maxBodyPlaceholders) return fields;
	throw new GatewayError(
		'unsupported',
		`${gateway} fills at most ${maxBodyPlaceholders} placeholders in a template’s body; “${template.name}” has ${bodyFields}.`,
		{ hint: 'Use a template with fewer placeholders, or another gateway’s credential.' },
	);
}
