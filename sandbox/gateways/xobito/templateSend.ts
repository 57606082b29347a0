import type { LaravelFields } from '../../gatewayKit/laravel';
import {
	placeholdersIn,
	placeholdersInFieldOrder,
	fillPlaceholders,
} from '../../gatewayKit/placeholders';
import { missingComponent } from '../../gatewayKit/missingComponent';
import { linkButtons } from '../../gatewayKit/linkButtons';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { MessageParts } from '../../state/message';
import { invalid, notSent, refused } from './answers';
import type { Endpoint } from './endpoint';
import { fileField } from './media';
import { deliver } from './sent';
import { templates, type XobitoTemplate } from './templates';
import { readFields } from './validation';

/** The one number that sends, where a request names it. */
const senderId = '106540352242922';

/** The values of a text from `field_1` …, or from `header_field_1`. */
function valuesFor(text: string, prefix: string, fields: LaravelFields) {
	return Object.fromEntries(
		placeholdersInFieldOrder(text).map((name, index) => [
			name,
			fields.requiredText(`${prefix}${index + 1}`, 1024),
		]),
	);
}

/** What of a message the header makes. */
function headerOf({ seed, translation }: XobitoTemplate, fields: LaravelFields) {
	const type = seed.header?.type;
	if (type === undefined) return {};
	if (type === 'TEXT') {
		const text = translation.headerText ?? '';
		return { header: fillPlaceholders(text, valuesFor(text, 'header_field_', fields)) };
	}
	const kind = type === 'IMAGE' ? 'image' : type === 'VIDEO' ? 'video' : 'document';
	const name = kind === 'document' ? fields.optionalText('header_document_name', 255) : undefined;
	return {
		header: `[${kind}${name ? ` ${name}` : ''}]`,
		mediaUrl: fileField(fields, `header_${kind}`, kind),
	};
}

/** The longest code that WhatsApp copies. */
const maxCodeLength = 15;

/** Looks at what the buttons are given; a quick reply may be left without. */
function checkButtons({ seed }: XobitoTemplate, fields: LaravelFields): void {
	for (const [index, { type, url = '' }] of (seed.buttons ?? []).entries()) {
		const field = `button_${index}`;
		if (type === 'COPY_CODE') fields.requiredText(field, maxCodeLength);
		else if (placeholdersIn(url).length > 0) fields.requiredText(field, 2000);
		else fields.optionalText(field, 256);
	}
}

const wrongForm =
	'(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces';

function partsOf(template: XobitoTemplate, fields: LaravelFields): MessageParts | string {
	const { seed, translation, language } = template;
	const header = headerOf(template, fields);
	const values = valuesFor(translation.body, 'field_', fields);
	checkButtons(template, fields);
	if (Object.values(values).some((value) => /[\r\n\t]| {5,}/.test(value))) return wrongForm;
	const text = fillPlaceholders(translation.body, values);
	if ([...text].length > 1024) return '(#132005) Translated text too long';
	return {
		kind: 'template',
		...header,
		body: text,
		footer: translation.footer,
		buttons: (seed.buttons ?? []).map((button) => button.text),
		replies: quickReplyButtons(seed.buttons ?? [], (index) => fields.body[`button_${index}`]),
		links: linkButtons(seed.buttons ?? [], (index) => fields.body[`button_${index}`]),
		template: { name: seed.name, language },
	};
}

/**
 * JSON or a form. How Xobito refuses a template that does not exist, and missing values, is not documented. Source: https://documents.xobito.com/api-reference/endpoints/send-template-message
 */
export const templateSendEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/messages/template',
		ability: 'messages.send',
		async answer(visit) {
			const { context } = visit;
			const fields = await readFields(context);
			const phone = fields.phone('phone_number', { min: 8, max: 15 });
			const name = fields.requiredText('template_name');
			const language = fields.requiredText('template_language', 10);
			if (language.length === 1) {
				fields.refuseField('template_language', 'must be at least 2 characters');
			}
			const sender = fields.optionalText('from_phone_number_id');
			if (sender !== undefined && sender !== senderId) {
				fields.refuseSelected('from_phone_number_id');
			}
			if (fields.areRefused) return invalid(context, fields.errors);
			const found = templates.find((one) => one.seed.name === name && one.language === language);
			if (found === undefined) return refused(context, 422, 'Template not found');
			if (found.translation.status !== 'APPROVED') {
				return refused(context, 422, 'Template is not approved');
			}
			const missing = missingComponent(found.seed);
			if (missing !== undefined) return notSent(context, missing);
			const parts = partsOf(found, fields);
			if (fields.areRefused) return invalid(context, fields.errors);
			if (typeof parts === 'string') return notSent(context, parts);
			const input = fields.body['phone_number'];
			return deliver(visit, { phone, input, what: 'Template message', parts });
		},
	},
];
