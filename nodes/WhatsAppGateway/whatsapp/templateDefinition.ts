import type { IDataObject } from 'n8n-workflow';

import { checkLength, type Limit } from './limits';
import { placeholderNames } from './placeholders';
import { refuse } from './shape';

const shorten = 'Shorten it by {excess}.';

/**
 * What WhatsApp takes of a new template's texts.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
const definitionLimits = {
	name: { field: 'Name', maxCharacters: 512, hint: shorten },
	header: { field: 'Header Text', maxCharacters: 60, hint: shorten },
	body: { field: 'Body', maxCharacters: 1024, hint: shorten },
	footer: { field: 'Footer', maxCharacters: 60, hint: shorten },
	buttonText: { field: 'Text', maxCharacters: 25, hint: shorten },
	url: { field: 'URL', maxCharacters: 2000, hint: shorten },
	phoneNumber: { field: 'Phone Number', maxCharacters: 20, hint: shorten },
	offerCode: { field: 'Code', maxCharacters: 15, hint: shorten },
} as const satisfies Record<string, Limit>;

/** Buttons of one template, of all types. */
const maxButtons = 10;

/** Types of buttons that a form can fill, by Meta's names. */
export type DefinedButtonType = 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE';

/** A button of a new template; what its type does not need is left alone. */
export interface DefinedButton {
	readonly type: DefinedButtonType;
	readonly text: string;
	readonly url: string;
	/** What stands for the placeholder of the URL, as one whole address. */
	readonly urlExample: string;
	readonly phoneNumber: string;
	readonly code: string;
}

/** The header of a new template. */
export type DefinedHeader =
	| { readonly format: 'TEXT'; readonly text: string }
	| { readonly format: 'LOCATION' }
	| {
			readonly format: 'IMAGE' | 'VIDEO' | 'DOCUMENT';
			/** Names the file with which WhatsApp reviews it. */
			readonly sample: string;
	  };

/** The words of a new template. */
export interface DefinedTexts {
	readonly header: DefinedHeader | null;
	readonly body: string;
	/** Empty for none. */
	readonly footer: string;
	readonly buttons: readonly DefinedButton[];
	/** What stands for each placeholder when WhatsApp reviews the template. */
	readonly examples: ReadonlyMap<string, string>;
}

/** Checks the name of a new template. Throws `invalidRequest`. */
export function checkTemplateName(name: string): void {
	if (!/^[a-z0-9_]+$/.test(name)) {
		refuse(
			`“${name}” cannot be the name of a template.`,
			'Use lowercase letters, digits and underscores only, such as order_confirmation.',
		);
	}
	checkLength(name, definitionLimits.name);
}

/** Checks a language's code. Throws `invalidRequest`. */
export function checkTemplateLanguage(language: string): void {
	if (/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/.test(language)) return;
	refuse(
		`“${language}” is not a language as WhatsApp writes it.`,
		'Write its code, such as en, en_US or pt_BR.',
	);
}

/** Numbers without a gap from 1, or names alone. Throws `invalidRequest`. */
function checkNames(names: readonly string[], field: string): void {
	const numbers = names.filter((name) => /^\d+$/.test(name));
	if (numbers.length === 0) return;
	const isWhole =
		numbers.length === names.length && names.every((name) => Number(name) <= names.length);
	if (isWhole) return;
	refuse(
		`The placeholders of ${field} are ${names.map((name) => `{{${name}}}`).join(', ')}.`,
		'Number them {{1}}, {{2}}, {{3}} without a gap, or give all of them names in lowercase letters.',
	);
}

/** The example of a component's placeholders, in the form that fits their names; nothing for none. */
function exampleOf(
	field: 'header_text' | 'body_text',
	text: string,
	label: string,
	examples: DefinedTexts['examples'],
): IDataObject {
	const names = placeholderNames(text);
	if (names.length === 0) return {};
	checkNames(names, label);
	const values = names.map((name) => {
		const value = examples.get(name);
		if (value !== undefined && value !== '') return { name, value };
		return refuse(
			`The placeholder {{${name}}} has no example.`,
			'Add one in Placeholder Examples: WhatsApp reviews the template with it.',
		);
	});
	if (!names.every((name) => /^\d+$/.test(name))) {
		const named = values.map(({ name, value }) => ({ param_name: name, example: value }));
		return { example: { [`${field}_named_params`]: named } };
	}
	const numbered = values.sort((a, b) => Number(a.name) - Number(b.name)).map(({ value }) => value);
	return { example: { [field]: field === 'body_text' ? [numbered] : numbered } };
}

function toHeader(header: DefinedHeader, examples: DefinedTexts['examples']): IDataObject {
	const { format } = header;
	if (format === 'LOCATION') return { type: 'HEADER', format };
	if (format === 'TEXT') {
		const { text } = header;
		checkLength(text, definitionLimits.header);
		if (placeholderNames(text).length > 1) {
			refuse('The header has more than one placeholder.', 'WhatsApp takes one in a header.');
		}
		return {
			type: 'HEADER',
			format,
			text,
			...exampleOf('header_text', text, 'Header Text', examples),
		};
	}
	if (header.sample === '') {
		refuse(
			'The header’s file has no example.',
			'Enter the name of the binary field with one, or its URL, into Header Example.',
		);
	}
	return { type: 'HEADER', format, example: { header_handle: [header.sample] } };
}

function requireValue(value: string, limit: Limit, element: string): string {
	if (value === '') refuse(`${element}: the field ${limit.field} is empty.`, 'Fill it in.');
	checkLength(value, limit, element);
	return value;
}

function toButton(button: DefinedButton, index: number): IDataObject {
	const element = `Button ${index + 1}`;
	const { type } = button;
	if (type === 'COPY_CODE') {
		return { type, example: requireValue(button.code, definitionLimits.offerCode, element) };
	}
	const text = requireValue(button.text, definitionLimits.buttonText, element);
	if (type === 'QUICK_REPLY') return { type, text };
	if (type === 'PHONE_NUMBER') {
		const { phoneNumber } = definitionLimits;
		return { type, text, phone_number: requireValue(button.phoneNumber, phoneNumber, element) };
	}
	const url = requireValue(button.url, definitionLimits.url, element);
	if (placeholderNames(url).length === 0) return { type, text, url };
	if (button.urlExample === '') {
		refuse(
			`${element}: the URL has a placeholder and no example.`,
			'Write a whole address into URL Example, as it will be.',
		);
	}
	return { type, text, url, example: [button.urlExample] };
}

/**
 * The components of a new template in Meta's form.
 *
 * @throws GatewayError `invalidRequest` for what WhatsApp would refuse
 */
export function toTemplateComponents(texts: DefinedTexts): IDataObject[] {
	const { header, body, footer, buttons, examples } = texts;
	if (body === '') refuse('The field Body is empty.', 'Write the text of the template.');
	checkLength(body, definitionLimits.body);
	checkLength(footer, definitionLimits.footer);
	if (buttons.length > maxButtons) {
		refuse(
			`The template has ${buttons.length} buttons; WhatsApp allows at most ${maxButtons}.`,
			'Remove some.',
		);
	}
	return [
		...(header === null ? [] : [toHeader(header, examples)]),
		{ type: 'BODY', text: body, ...exampleOf('body_text', body, 'Body', examples) },
		...(footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
		...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(toButton) }]),
	];
}

/**
 * The components of a one-time password, whose words are WhatsApp's own.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates
 *
 * @param expiresAfter minutes; 0 to leave the end out
 */
export function toPasswordComponents(
	buttonText: string,
	expiresAfter: number,
	hasRecommendation: boolean,
): IDataObject[] {
	const { buttonText: limit } = definitionLimits;
	const text = requireValue(buttonText, limit, 'Copy Button');
	return [
		{ type: 'BODY', add_security_recommendation: hasRecommendation },
		...(expiresAfter === 0 ? [] : [{ type: 'FOOTER', code_expiration_minutes: expiresAfter }]),
		{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text }] },
	];
}
