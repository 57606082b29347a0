import type { IDataObject } from 'n8n-workflow';

import type { Placeholder, Template, TemplateValues } from '../core/template';

/** A named placeholder has to be sent with its name, or Meta refuses the message. */
function toParameter({ name, input }: Placeholder, value: string): IDataObject {
	if (input !== 'text') return { type: input, [input]: { link: value } };
	return /^\d+$/.test(name)
		? { type: 'text', text: value }
		: { type: 'text', parameter_name: name, text: value };
}

/** A button's parameter by the button's type; a one-time password goes into the button's link. */
function toButtonParameter(type: string | undefined, value: string): IDataObject {
	if (type === 'COPY_CODE') {
		return { sub_type: 'copy_code', parameters: [{ type: 'coupon_code', coupon_code: value }] };
	}
	if (type === 'QUICK_REPLY') {
		return { sub_type: 'quick_reply', parameters: [{ type: 'payload', payload: value }] };
	}
	return { sub_type: 'url', parameters: [{ type: 'text', text: value }] };
}

function toComponents({ placeholders, buttons }: Template, values: TemplateValues): IDataObject[] {
	const parameters = (component: Placeholder['component']) =>
		placeholders
			.filter((placeholder) => placeholder.component === component)
			.map((placeholder) => toParameter(placeholder, values[placeholder.key] ?? ''));
	const [header, body] = [parameters('header'), parameters('body')];
	const buttonComponents = placeholders
		.filter(({ component, key }) => component === 'button' && Object.hasOwn(values, key))
		.map(({ key, index }) => ({
			type: 'button',
			index: String(index),
			...toButtonParameter(buttons[index ?? 0]?.type, values[key] ?? ''),
		}));
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...buttonComponents,
	];
}

/**
 * An approved template with its values, as Meta's message content.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function toMetaTemplate(
	template: Template,
	language: string,
	values: TemplateValues,
): IDataObject {
	const components = toComponents(template, values);
	return {
		type: 'template',
		template: {
			name: template.name,
			language: { code: language },
			...(components.length > 0 && { components }),
		},
	};
}
