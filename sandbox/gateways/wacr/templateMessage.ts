import { placeholdersIn, fillPlaceholders } from '../../gatewayKit/placeholders';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { Contact } from '../../state/contacts';
import type { MessageParts } from '../../state/message';
import { invalid, notFound, refusals, type Refusal, type Refusals } from './answers';
import { merged } from './contactRow';
import { templates } from './templates';
import { optionalText, textField, urlField, type Body } from './validation';

const longestBody = 1024;

/** What Meta refuses in a template's value; that its code comes through is an assumption. */
const refusedGap = /[\r\n\t]| {5,}/;

/** The blanks of a text in the order of the flat fields: numbered ones by number. */
function inOrder(text: string): string[] {
	return placeholdersIn(text).sort((a, b) => Number(a) - Number(b) || 0);
}

/** The header with its blanks or its file. */
function headerOf(
	{ seed, translation }: (typeof templates)[number],
	body: Body,
	errors: Refusals,
): Pick<MessageParts, 'header' | 'mediaUrl'> {
	const { header } = seed;
	if (header === undefined) return {};
	if (header.type === 'TEXT') {
		const text = translation.headerText ?? '';
		const [name] = placeholdersIn(text);
		if (name === undefined) return { header: text };
		return {
			header: fillPlaceholders(text, { [name]: textField(body, 'header_field_1', errors) }),
		};
	}
	const kind = header.type.toLowerCase();
	const upload = body[`header_${kind}_file`];
	const field = `header_${kind}_url`;
	const mediaUrl = upload instanceof File ? `upload:${upload.name}` : urlField(body, field, errors);
	if (mediaUrl === '') errors[field] ??= [`The ${field} field is required.`];
	const name = optionalText(body, 'header_document_name', errors);
	return { header: `[${kind}${name === '' ? '' : ` ${name}`}]`, mediaUrl };
}

/**
 * A template with its flat fields as the person sees it, or why it is refused. A button's value is
 * documented for links; the code of a coupon is taken to go the same way.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 */
export function templateParts(
	{
		name,
		language,
		body,
	}: { readonly name: string; readonly language: string; readonly body: Body },
	contact: Contact,
): MessageParts | Refusal {
	const found = templates.find(
		({ seed, translation, language: own }) =>
			seed.name === name && own === language && translation.status === 'APPROVED',
	);
	if (found === undefined) return notFound('Template');
	const errors: Refusals = {};
	const { seed, translation } = found;
	const top = headerOf(found, body, errors);
	const values = Object.fromEntries(
		inOrder(translation.body).map((blank, index) => [
			blank,
			merged(textField(body, `field_${index + 1}`, errors, longestBody), contact),
		]),
	);
	const { buttons = [] } = seed as {
		buttons?: ReadonlyArray<{ type: string; text: string; url?: string }>;
	};
	for (const [index, { type, url = '' }] of buttons.entries()) {
		if (type === 'COPY_CODE' || placeholdersIn(url).length > 0)
			textField(body, `button_${index}`, errors);
	}
	if (Object.keys(errors).length > 0) return invalid(errors);
	const words = fillPlaceholders(translation.body, values);
	const meta = Object.values(values).some((value) => refusedGap.test(value))
		? '(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces'
		: [...words].length > longestBody
			? '(#132005) Translated text too long'
			: undefined;
	if (meta !== undefined) return { ...refusals.notSent, words: meta };
	return {
		kind: 'template',
		...top,
		body: words,
		footer: translation.footer,
		buttons: buttons.map(({ text }) => text),
		replies: quickReplyButtons(buttons, (index) => body[`button_${index}`]),
		template: { name, language },
	};
}
