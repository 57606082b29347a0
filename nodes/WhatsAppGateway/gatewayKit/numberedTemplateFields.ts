import { GatewayError } from '../core/faults';
import type { Message } from '../core/message';
import type { Request } from '../core/request';
import type { TemplateSupport } from '../core/template';
import { documentName, fileOf, isFile } from '../whatsapp/templateFiles';

/** How many placeholders of the body the numbered fields support. */
const maxBodyPlaceholders = 10;

/**
 * What the numbered fields can fill in templates.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 */
export const numberedTemplateSupport = {
	headers: ['text', 'image', 'video', 'document'],
	buttons: ['URL', 'OTP', 'COPY_CODE', 'QUICK_REPLY'],
	files: ['url', 'data'],
	fileNames: true,
	bodyPlaceholders: maxBodyPlaceholders,
	needsLanguage: true,
} as const satisfies TemplateSupport;

/** The fields of a header's file: its address or its bytes, and a document's name. */
function fileFields(message: Message<'template'>) {
	const placeholder = message.template.placeholders
		.filter(isFile)
		.find(({ key }) => Object.hasOwn(message.values, key));
	if (placeholder === undefined) return {};
	const { input } = placeholder;
	const file = fileOf(message, placeholder);
	const given = message.values['header_document_name'];
	const name = input === 'document' ? documentName(file, given) : null;
	const fields = {
		...('url' in file && { [`header_${input}_url`]: file.url }),
		...(name !== null && { header_document_name: name }),
	};
	if (!('data' in file)) return { fields };
	const { data, mimeType } = file;
	return {
		fields,
		file: { field: `header_${input}_file`, name: file.name, mimeType, data },
	};
}

/**
 * A template as the numbered fields of gateways without components: `field_1` … for the body in the order
 * of its placeholders, `header_field_1`, `header_image_url`, `button_0` …; as a form where the header's
 * file has no address.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 *
 * @param common the fields that name the person and the template
 * @throws GatewayError `unsupported` for a body with more than ten placeholders
 */
export function numberedTemplateFields(
	gateway: string,
	message: Message<'template'>,
	common: Readonly<Record<string, string>>,
): Pick<Request, 'body' | 'form'> {
	const { template, values } = message;
	const texts: Record<string, string> = {};
	let bodyFields = 0;
	for (const { key, component, index, input } of template.placeholders) {
		const value = values[key];
		if (value === undefined || input !== 'text') continue;
		if (component === 'button') texts[`button_${index}`] = value;
		else if (component === 'body') texts[`field_${++bodyFields}`] = value;
		else texts['header_field_1'] = value;
	}
	if (bodyFields > maxBodyPlaceholders) {
		throw new GatewayError(
			'unsupported',
			`${gateway} fills at most ${maxBodyPlaceholders} placeholders in a template’s body; “${template.name}” has ${bodyFields}.`,
			{ hint: 'Use a template with fewer placeholders, or another gateway’s credential.' },
		);
	}
	const { fields: ofFile, file } = fileFields(message);
	const fields: Record<string, string> = { ...common, ...ofFile, ...texts };
	return file === undefined ? { body: fields } : { form: { fields, file } };
}
