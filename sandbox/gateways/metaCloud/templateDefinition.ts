import { placeholdersIn } from '../../gatewayKit/placeholders';
import { asRecord } from '../../state/record';
import { none, objects, type Fields } from './refusal';

/** Why Meta does not take a template: a subcode of code 100, with words for users. */
export interface TemplateRefusal {
	/** `undefined` for Meta's plain “Invalid parameter”. */
	readonly subcode?: number;
	readonly details: string;
}

const invalid = (details: string): TemplateRefusal => ({ details });
const tooLong = (details: string): TemplateRefusal => ({ subcode: 2388040, details });
const badHeader = (details: string): TemplateRefusal => ({ subcode: 2388047, details });
const badBody = (details: string): TemplateRefusal => ({ subcode: 2388072, details });
const badFooter = (details: string): TemplateRefusal => ({ subcode: 2388073, details });

const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'];

const maxLengths = {
	name: 512,
	header: 60,
	body: 1024,
	footer: 60,
	button: 25,
	url: 2000,
} as const;

const maxButtons = 10;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const lengthOf = (text: string) => [...text].length;
const isNumber = (name: string) => /^\d+$/.test(name);

/** Whether a component has one example for each of its placeholders, in the form of their names. */
function hasExamples(component: Fields, field: 'body_text' | 'header_text'): boolean {
	const names = [...new Set(placeholdersIn(textOf(component['text'])))];
	if (names.length === 0) return true;
	const example = asRecord(component['example']) ?? none;
	if (!names.every(isNumber)) {
		const named = objects(example[`${field}_named_params`]);
		return names.every((name) =>
			named.some((one) => one['param_name'] === name && textOf(one['example']) !== ''),
		);
	}
	const given = example[field];
	const values: unknown = field === 'body_text' && Array.isArray(given) ? given[0] : given;
	return (
		Array.isArray(values) &&
		values.length === names.length &&
		values.every((value) => textOf(value) !== '')
	);
}

function headerRefusal(header: Fields): TemplateRefusal | undefined {
	const format = textOf(header['format']).toUpperCase();
	if (format === 'LOCATION' || format === 'PRODUCT') return undefined;
	if (['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT'].includes(format)) {
		const handles = (asRecord(header['example']) ?? none)['header_handle'];
		return Array.isArray(handles) && textOf(handles[0]) !== ''
			? undefined
			: badHeader('The header needs an example: header_handle');
	}
	if (format !== 'TEXT') return badHeader(`The header has the format ${format}`);
	const text = textOf(header['text']);
	if (text === '') return badHeader('The header has no text');
	if (lengthOf(text) > maxLengths.header) return tooLong('The header has more than 60 characters');
	if (/[\r\n]/.test(text)) return badHeader('The header has a line break');
	if (placeholdersIn(text).length > 1) return badHeader('The header has more than one variable');
	return hasExamples(header, 'header_text')
		? undefined
		: badHeader('The header has a variable without an example');
}

function bodyRefusal(body: Fields, isNamed: boolean): TemplateRefusal | undefined {
	const text = textOf(body['text']);
	if (text === '') return badBody('The body has no text');
	if (lengthOf(text) > maxLengths.body) return tooLong('The body has more than 1024 characters');
	const names = [...new Set(placeholdersIn(text))];
	if (/^\s*\{\{|\}\}\s*$/.test(text)) {
		return {
			subcode: 2388299,
			details: "Variables can't be at the start or end of the template",
		};
	}
	if (names.some((name) => !isNumber(name)) !== isNamed && names.length > 0) {
		return badBody('The variables do not fit parameter_format');
	}
	if (!isNamed && names.some((name) => Number(name) < 1 || Number(name) > names.length)) {
		return badBody('The variables are not numbered one after the other');
	}
	if (/\n{3}/.test(text)) return badBody('The body has more than two line breaks in a row');
	return hasExamples(body, 'body_text')
		? undefined
		: badBody('The body has variables without an example');
}

function footerRefusal(footer: Fields): TemplateRefusal | undefined {
	const text = textOf(footer['text']);
	if (text === '') return badFooter('The footer has no text');
	if (lengthOf(text) > maxLengths.footer) return tooLong('The footer has more than 60 characters');
	return placeholdersIn(text).length > 0 ? badFooter('The footer has a variable') : undefined;
}

function buttonRefusal(button: Fields): TemplateRefusal | undefined {
	const type = textOf(button['type']).toUpperCase();
	const text = textOf(button['text']);
	if (type === 'COPY_CODE') {
		return textOf(button['example']) === '' ? invalid('buttons: example is required') : undefined;
	}
	if (text === '') return invalid(`buttons: text is required for ${type}`);
	if (lengthOf(text) > maxLengths.button) return tooLong('A button has more than 25 characters');
	if (type === 'PHONE_NUMBER' && textOf(button['phone_number']) === '') {
		return invalid('buttons: phone_number is required');
	}
	if (type !== 'URL') return undefined;
	const url = textOf(button['url']);
	if (!/^https?:\/\//.test(url)) return invalid('buttons: url is not valid');
	if (lengthOf(url) > maxLengths.url) return tooLong('A URL has more than 2000 characters');
	const needsExample = placeholdersIn(url).length > 0;
	return needsExample && objectsOrTexts(button['example']).length === 0
		? invalid('buttons: a URL with a variable needs an example')
		: undefined;
}

function objectsOrTexts(value: unknown): unknown[] {
	return Array.isArray(value) ? value.filter((one) => textOf(one) !== '') : [];
}

/** The words of a one-time password are Meta's own. */
function passwordRefusal(components: readonly Fields[]): TemplateRefusal | undefined {
	const [body] = components.filter(({ type }) => upper(type) === 'BODY');
	if (body?.['text'] !== undefined)
		return badBody('The body of an authentication template is fixed');
	const [row] = components.filter(({ type }) => upper(type) === 'BUTTONS');
	const [button] = objects(row?.['buttons']);
	return upper(button?.['type']) === 'OTP'
		? undefined
		: invalid('An authentication template needs a button of the type OTP');
}

const upper = (value: unknown) => textOf(value).toUpperCase();

/**
 * Why Meta does not take the components of a template; `undefined` where it does.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function componentsRefusal(
	category: string,
	value: unknown,
	isNamed: boolean,
): TemplateRefusal | undefined {
	const components = objects(value);
	const find = (type: string) => components.find((one) => upper(one['type']) === type);
	const body = find('BODY');
	if (body === undefined) return badBody('The template has no body');
	if (category === 'AUTHENTICATION') return passwordRefusal(components);
	const header = find('HEADER');
	const footer = find('FOOTER');
	const buttons = objects(find('BUTTONS')?.['buttons']);
	if (buttons.length > maxButtons) return invalid('A template has at most 10 buttons');
	return (
		(header && headerRefusal(header)) ??
		bodyRefusal(body, isNamed) ??
		(footer && footerRefusal(footer)) ??
		buttons.map(buttonRefusal).find((refusal) => refusal !== undefined)
	);
}

/** Seconds that a message may be tried, by category. */
const timesToLive: Readonly<Record<string, readonly [min: number, max: number]>> = {
	AUTHENTICATION: [30, 900],
	UTILITY: [30, 43_200],
	MARKETING: [43_200, 2_592_000],
};

/**
 * Why Meta does not take the settings of a template; `undefined` where it does.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live
 */
export function settingsRefusal(category: string, given: Fields): TemplateRefusal | undefined {
	const { message_send_ttl_seconds: ttl, cta_url_link_tracking_opted_out: isOptedOut } = given;
	if (isOptedOut !== undefined && typeof isOptedOut !== 'boolean') {
		return invalid('cta_url_link_tracking_opted_out must be a boolean');
	}
	if (ttl === undefined || (ttl === -1 && category !== 'MARKETING')) return undefined;
	const [min, max] = timesToLive[category] ?? [0, 0];
	const fits = Number.isInteger(ttl) && Number(ttl) >= min && Number(ttl) <= max;
	return fits ? undefined : invalid(`message_send_ttl_seconds must be from ${min} to ${max}`);
}

const definitionFields = [
	...['name', 'language', 'category', 'components', 'parameter_format'],
	...['message_send_ttl_seconds', 'cta_url_link_tracking_opted_out', 'sub_category'],
];

/** Why Meta does not take a new template; `undefined` where it does. */
export function definitionRefusal(given: Fields): TemplateRefusal | undefined {
	const { name, language, category, components, parameter_format: format } = given;
	const unknown = Object.keys(given).find((field) => !definitionFields.includes(field));
	if (unknown !== undefined) return invalid(`Unexpected key "${unknown}"`);
	if (!/^[a-z0-9_]+$/.test(textOf(name)) || lengthOf(textOf(name)) > maxLengths.name) {
		return invalid('name must have lowercase letters, digits and underscores only');
	}
	if (!/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(textOf(language))) return invalid('language is not known');
	if (!categories.includes(upper(category))) return invalid('category is not known');
	return (
		settingsRefusal(upper(category), given) ??
		componentsRefusal(upper(category), components, upper(format) === 'NAMED')
	);
}
