import type { LaravelFields } from '../../gatewayKit/laravel';
import {
	placeholdersIn,
	placeholdersInFieldOrder,
	fillPlaceholders,
} from '../../gatewayKit/placeholders';
import { missingComponent } from '../../gatewayKit/missingComponent';
import { linkButtons } from '../../gatewayKit/linkButtons';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { Contact } from '../../state/contacts';
import type { MessageParts } from '../../state/message';
import { invalid, notFound, refusals, type Refusal } from './answers';
import { merged } from './contactRow';
import { templates } from './templates';

const maxBodyLength = 1024;

/** The longest code that WhatsApp copies. */
const maxCodeLength = 15;

/** What Meta refuses in a template's value; that its code comes through is an assumption. */
const refusedGap = /[\r\n\t]| {5,}/;

/** The header with its placeholders or its file. */
function headerOf(
	{ seed, translation }: (typeof templates)[number],
	fields: LaravelFields,
): Pick<MessageParts, 'header' | 'mediaUrl'> {
	const { header } = seed;
	if (header === undefined) return {};
	if (header.type === 'TEXT') {
		const text = translation.headerText ?? '';
		const [name] = placeholdersIn(text);
		if (name === undefined) return { header: text };
		return {
			header: fillPlaceholders(text, { [name]: fields.requiredText('header_field_1') }),
		};
	}
	const kind = header.type.toLowerCase();
	const upload = fields.body[`header_${kind}_file`];
	const field = `header_${kind}_url`;
	const mediaUrl = upload instanceof File ? `upload:${upload.name}` : fields.optionalUrl(field);
	if (mediaUrl === '' && !fields.isRefused(field)) fields.refuseField(field, 'is required');
	const name = fields.optionalText('header_document_name');
	return { header: `[${kind}${name ? ` ${name}` : ''}]`, mediaUrl };
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
		fields,
	}: { readonly name: string; readonly language: string; readonly fields: LaravelFields },
	contact: Contact,
): MessageParts | Refusal {
	const found = templates.find(
		({ seed, translation, language: own }) =>
			seed.name === name && own === language && translation.status === 'APPROVED',
	);
	if (found === undefined) return notFound('Template');
	const { seed, translation } = found;
	const missing = missingComponent(seed);
	if (missing !== undefined) return { ...refusals.notSent, text: missing };
	const top = headerOf(found, fields);
	const values = Object.fromEntries(
		placeholdersInFieldOrder(translation.body).map((placeholder, index) => [
			placeholder,
			merged(fields.requiredText(`field_${index + 1}`, maxBodyLength), contact),
		]),
	);
	const { buttons = [] } = seed as {
		buttons?: ReadonlyArray<{ type: string; text: string; url?: string }>;
	};
	for (const [index, { type, url = '' }] of buttons.entries()) {
		if (type === 'COPY_CODE') fields.requiredText(`button_${index}`, maxCodeLength);
		else if (placeholdersIn(url).length > 0) fields.requiredText(`button_${index}`);
	}
	if (fields.areRefused) return invalid(fields.errors);
	const text = fillPlaceholders(translation.body, values);
	const meta = Object.values(values).some((value) => refusedGap.test(value))
		? '(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces'
		: [...text].length > maxBodyLength
			? '(#132005) Translated text too long'
			: undefined;
	if (meta !== undefined) return { ...refusals.notSent, text: meta };
	return {
		kind: 'template',
		...top,
		body: text,
		footer: translation.footer,
		buttons: buttons.map((button) => button.text),
		replies: quickReplyButtons(buttons, (index) => fields.body[`button_${index}`]),
		links: linkButtons(buttons, (index) => fields.body[`button_${index}`]),
		template: { name, language },
	};
}
