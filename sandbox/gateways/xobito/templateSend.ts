import { placeholdersIn, fillPlaceholders } from '../../gatewayKit/placeholders';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { MessageParts } from '../../state/message';
import { invalid, notSent, refused } from './answers';
import type { Endpoint } from './endpoint';
import { fileField } from './media';
import { deliver } from './sent';
import { templates, type XobitoTemplate } from './templates';
import {
	anyRefused,
	bodyOf,
	optionalText,
	phoneField,
	textField,
	type Body,
	type Refusals,
} from './validation';

/** The one number that sends, where a request names it. */
const senderId = '106540352242922';

/** The blanks of a text in the order in which Meta counts them. */
function ordered(text: string): string[] {
	return placeholdersIn(text).sort((a, b) => Number(a) - Number(b) || 0);
}

/** The values of a text from `field_1` …, or from `header_field_1`. */
function valuesFor(text: string, prefix: string, body: Body, errors: Refusals) {
	return Object.fromEntries(
		ordered(text).map((name, index) => [
			name,
			textField(body, `${prefix}${index + 1}`, errors, 1024),
		]),
	);
}

/** What of a message the header makes. */
function headerOf({ seed, translation }: XobitoTemplate, body: Body, errors: Refusals) {
	const type = seed.header?.type;
	if (type === undefined) return {};
	if (type === 'TEXT') {
		const text = translation.headerText ?? '';
		return { header: fillPlaceholders(text, valuesFor(text, 'header_field_', body, errors)) };
	}
	const kind = type === 'IMAGE' ? 'image' : type === 'VIDEO' ? 'video' : 'document';
	return { header: `[${kind}]`, mediaUrl: fileField(body, `header_${kind}`, kind, errors) };
}

/** The longest code that WhatsApp copies. */
const longestCode = 15;

/** Looks at what the buttons are given; a quick reply may be left without. */
function checkButtons({ seed }: XobitoTemplate, body: Body, errors: Refusals): void {
	for (const [index, { type, url = '' }] of (seed.buttons ?? []).entries()) {
		const field = `button_${index}`;
		if (type === 'COPY_CODE') textField(body, field, errors, longestCode);
		else if (placeholdersIn(url).length > 0) textField(body, field, errors, 2000);
		else optionalText(body, field, errors, 256);
	}
}

const wrongForm =
	'(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces';

function partsOf(template: XobitoTemplate, body: Body, errors: Refusals): MessageParts | string {
	const { seed, translation, language } = template;
	const header = headerOf(template, body, errors);
	const values = valuesFor(translation.body, 'field_', body, errors);
	checkButtons(template, body, errors);
	if (Object.values(values).some((value) => /[\r\n\t]| {5,}/.test(value))) return wrongForm;
	const words = fillPlaceholders(translation.body, values);
	if ([...words].length > 1024) return '(#132005) Translated text too long';
	return {
		kind: 'template',
		...header,
		body: words,
		footer: translation.footer,
		buttons: (seed.buttons ?? []).map(({ text }) => text),
		replies: quickReplyButtons(seed.buttons ?? [], (index) => body[`button_${index}`]),
		template: { name: seed.name, language },
	};
}

/**
 * JSON or a form. How Xobito words a template that is not there, and missing values, is not written out
 * in its pages. Source: https://documents.xobito.com/api-reference/endpoints/send-template-message
 */
export const templateSendEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/messages/template',
		ability: 'messages.send',
		async answer(visit) {
			const { context } = visit;
			const body = await bodyOf(context);
			const errors: Refusals = {};
			const phone = phoneField(body, errors, [8, 15]);
			const name = textField(body, 'template_name', errors);
			const language = textField(body, 'template_language', errors, 10);
			if (language.length === 1) {
				errors['template_language'] = [
					'The template language field must be at least 2 characters.',
				];
			}
			const sender = optionalText(body, 'from_phone_number_id', errors);
			if (sender !== undefined && sender !== senderId) {
				errors['from_phone_number_id'] = ['The selected from phone number id is invalid.'];
			}
			if (anyRefused(errors)) return invalid(context, errors);
			const found = templates.find((one) => one.seed.name === name && one.language === language);
			if (found === undefined) return refused(context, 422, 'Template not found');
			if (found.translation.status !== 'APPROVED') {
				return refused(context, 422, 'Template is not approved');
			}
			const parts = partsOf(found, body, errors);
			if (anyRefused(errors)) return invalid(context, errors);
			if (typeof parts === 'string') return notSent(context, parts);
			const input = body['phone_number'];
			return deliver(visit, { phone, input, what: 'Template message', parts });
		},
	},
];
