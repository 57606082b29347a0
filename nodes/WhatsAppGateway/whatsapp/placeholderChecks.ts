import { GatewayError } from '../core/faults';
import { parseGivenJson } from '../core/givenJson';
import { asObject, parseJson } from '../core/narrow';
import type { Placeholder, PlaceholderInput, Template } from '../core/template';
import { isCodeButton } from './buttonTypes';
import { countCodePoints, templateLimits } from './limits';
import { readOrderUpdate } from './orders';
import { buttonOf, placeholderPattern } from './placeholders';
import { readProductSections } from './productSections';

/** A value as it is sent, with what was changed in it as a sentence. */
interface Checked {
	readonly value: string;
	readonly note?: string;
}

type Check = (value: string, placeholder: Placeholder) => Checked;

/** @param what goes on after “The value for {{key}}” */
function refuse({ key }: Placeholder, what: string, hint: string): never {
	throw new GatewayError('templateParameters', `The value for {{${key}}} ${what}.`, { hint });
}

/** Checks a coordinate in degrees. */
function degrees(what: string, max: number): Check {
	return (value, placeholder) => {
		const isNumber = /^[+-]?\d+(?:\.\d+)?$/.test(value);
		if (isNumber && Math.abs(Number(value)) <= max) return { value };
		return refuse(
			placeholder,
			`is no ${what}`,
			`Enter degrees from -${max} to ${max} with a decimal point, for example 52.5163.`,
		);
	};
}

/** A date with its time and zone, as JavaScript and n8n's expressions write it. */
const zonedTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Below this number, a time since 1970 is in seconds. */
const maxSeconds = 100_000_000_000;

function readTime(value: string): number {
	if (/^\d{9,14}$/.test(value)) return Number(value) * (Number(value) < maxSeconds ? 1000 : 1);
	return zonedTime.test(value) ? Date.parse(value) : NaN;
}

const checkTime: Check = (value, placeholder) => {
	const hint =
		'Enter a date and time with its time zone, for example 2027-03-31T18:00:00+01:00, or an expression such as {{ $now.plus(2, "days") }}.';
	const time = readTime(value);
	if (Number.isNaN(time))
		return refuse(placeholder, 'is no time with a date and a time zone', hint);
	if (time <= Date.now()) return refuse(placeholder, 'is a time in the past', hint);
	return { value: new Date(time).toISOString() };
};

const checkProductId: Check = (value, placeholder) => {
	const length = countCodePoints(value);
	if (length > templateLimits.productId || /[,;]/.test(value)) {
		return refuse(
			placeholder,
			'is not the ID of one product or catalog',
			'Copy it from the Commerce Manager: the Content ID of a product, or the ID of the catalog.',
		);
	}
	return { value };
};

const checkProducts: Check = (value, placeholder) => {
	const hint =
		'Enter the products’ IDs, as A-1, A-2, or with sections: New: A-1, A-2; Popular: B-7.';
	const { sections: maxSections, products: maxProducts, sectionTitle } = templateLimits;
	const sections = readProductSections(value);
	if (sections === undefined) return refuse(placeholder, 'names no products', hint);
	const products = sections.flatMap((section) => section.products);
	if (sections.length > maxSections || products.length > maxProducts) {
		return refuse(
			placeholder,
			`has ${sections.length} sections with ${products.length} products; WhatsApp allows ${maxSections} with ${maxProducts}`,
			'Leave some out.',
		);
	}
	if (sections.length > 1 && sections.some(({ title }) => title === null)) {
		return refuse(placeholder, 'has several sections, and one without a title', hint);
	}
	const long = sections.find(({ title }) => countCodePoints(title ?? '') > sectionTitle);
	if (long === undefined) return { value };
	return refuse(
		placeholder,
		`has the section “${long.title}”, whose title is longer than ${sectionTitle} characters`,
		'Shorten it.',
	);
};

const checkJson: Check = (value, placeholder) => {
	const json = parseGivenJson(value);
	const isPlain = parseJson(value) !== undefined;
	if (Object.keys(asObject(json)).length > 0)
		return { value: isPlain ? value : JSON.stringify(json) };
	return refuse(
		placeholder,
		'is no JSON object',
		'Enter an object as WhatsApp documents it, for example {"name": "Anna"}.',
	);
};

const checkOrderStatus: Check = (value, placeholder) => {
	const checked = checkJson(value, placeholder).value;
	return { value: JSON.stringify(readOrderUpdate(parseJson(checked))) };
};

const checkMinutes: Check = (value, placeholder) => {
	const { minMinutes, maxMinutes } = templateLimits;
	const isWhole = /^\d+$/.test(value);
	if (isWhole && Number(value) >= minMinutes && Number(value) <= maxMinutes) return { value };
	return refuse(
		placeholder,
		'is no number of minutes',
		`Enter a whole number from ${minMinutes} to ${maxMinutes}.`,
	);
};

/** How a value is checked by what it is; files are checked where the item's files are known. */
const checks: Partial<Record<PlaceholderInput, Check>> = {
	latitude: degrees('latitude', 90),
	longitude: degrees('longitude', 180),
	time: checkTime,
	productId: checkProductId,
	products: checkProducts,
	json: checkJson,
	orderStatus: checkOrderStatus,
	minutes: checkMinutes,
};

function checkMaxLength(value: string, placeholder: Placeholder, max: number, what: string): void {
	const length = countCodePoints(value);
	if (length <= max) return;
	refuse(
		placeholder,
		`has ${length} characters; WhatsApp allows at most ${max} for ${what}`,
		'Shorten it.',
	);
}

/** Characters that an address cannot have as they are. */
const notInUrls = /[^\x21-\x7e]+/gu;

/** The end of a button's link: the whole link was a likely slip, and not every character can stand in one. */
function checkLinkEnd(value: string, placeholder: Placeholder, url: string): Checked {
	const start = url.slice(0, Math.max(url.search(placeholderPattern), 0));
	const isWholeLink = /^https?:\/\//i.test(value) && start !== '';
	if (isWholeLink && !value.startsWith(start)) {
		return refuse(
			placeholder,
			'is a whole link',
			`The template’s link begins with ${start} already: enter only what comes after it.`,
		);
	}
	const end = isWholeLink ? value.slice(start.length) : value;
	if (end === '') return refuse(placeholder, 'is empty', `Enter what comes after ${start}.`);
	const encoded = end.replace(notInUrls, (part) =>
		encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')),
	);
	checkMaxLength(encoded, placeholder, templateLimits.url - start.length, 'the end of a link');
	if (encoded === value) return { value };
	const what = isWholeLink
		? 'the beginning of the link was taken off, because the template has it'
		: 'spaces and letters that a link cannot have were encoded';
	return { value: encoded, note: `In the value for {{${placeholder.key}}}, ${what}.` };
}

/**
 * Checks one value by what it is.
 *
 * @throws GatewayError `templateParameters`, with the placeholder's key
 */
export function checkPlaceholder(
	value: string,
	placeholder: Placeholder,
	template: Template,
): Checked {
	const check = checks[placeholder.input];
	if (check !== undefined) return check(value, placeholder);
	const button = buttonOf(template, placeholder);
	if (button === undefined) return { value };
	const { type, url } = button;
	const { code, payload } = templateLimits;
	if (isCodeButton(button) || type === 'OTP') checkMaxLength(value, placeholder, code, 'a code');
	else if (type === 'COPY_CODE') checkMaxLength(value, placeholder, code, 'an offer’s code');
	else if (type === 'VOICE_CALL') checkMaxLength(value, placeholder, payload, 'a payload');
	else if (type === 'URL') return checkLinkEnd(value, placeholder, url ?? '');
	return { value };
}
