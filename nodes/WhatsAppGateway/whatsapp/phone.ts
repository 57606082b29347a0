import {
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type PhoneNumber,
	validatePhoneNumberLength,
} from 'libphonenumber-js/mobile';

import { GatewayError } from '../core/faults';

/** A phone number as WhatsApp expects it. */
export interface Phone {
	/** E.164 with the leading `+`. */
	readonly e164: string;
	/** Sentences for the user; most numbers have none. */
	readonly notes: readonly string[];
}

/** Zero-width and text-direction characters, which address books and chats copy with a number. */
const invisibleCharacters = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What other systems write around a number: quotes, links, and WhatsApp's internal ids. */
const wrappers: ReadonlyArray<readonly [RegExp, string]> = [
	[/^['"]{1,9}|['"]{1,9}$/g, ''],
	[
		/^(?:https?:\/\/)?(?:(?:www\.)?wa\.me\/|(?:(?:api|web)\.whatsapp\.com|whatsapp:\/)\/send\/?\?(?:.*&)?phone=)(?:\+|%2B)?(\d+)(?:[/?&#].*)?$/i,
		'+$1',
	],
	[/^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i, '+$1'],
	[/^(?:tel|whatsapp|wa|sms):\s*/i, ''],
	[/^\(\s*(?:\+|00(?=\s*[1-9]))/, '+('],
	// 0011 is Australia's international prefix, which libphonenumber reads.
	[/^00\s*(?=[1-9])(?!11)/, '+'],
];

/** Why a number is invalid, by libphonenumber's reason or one of ours. */
const reasons = {
	TOO_SHORT: 'it has too few digits',
	TOO_LONG: 'it has too many digits',
	INVALID_LENGTH: 'no number of that country has this many digits',
	INVALID_COUNTRY: 'no country has this prefix',
	NOT_A_NUMBER: 'it must be one number and nothing else',
	EXTENSION: 'it has an extension, which WhatsApp cannot dial',
	ZEROS: 'it begins with too many zeros',
	SHORTENED: 'a spreadsheet has shortened it; format the column as text',
} as const;

type Reason = keyof typeof reasons;

/** In characters, longer than any number with what other systems write around it. */
const maxInputLength = 250;

/** A long number in a narrow column of a spreadsheet: 4.91714E+11. */
const scientificNotation = /^\d([.,]\d+)?e\+?\d+$/i;

/** Mexico's former format, which WhatsApp still uses and the numbering plan no longer has. */
const legacyMobileFormat = /^\+521\d{10}$/;

/**
 * Formats of mobile numbers that WhatsApp may know in a former or a new form. A number is never
 * rewritten: the form of the account decides, and only the gateway knows it.
 */
const ambiguousMobileFormats = [
	{
		pattern: /^\+55\d{2}[6-9]\d{7}$/,
		note: 'This Brazilian mobile number lacks the ninth digit. If it does not arrive, write it with a 9 after the area code.',
	},
	{
		pattern: legacyMobileFormat,
		note: 'This Mexican number has the old 1 after +52. If it does not arrive, write it without the 1.',
	},
	{
		pattern: /^\+54(?!9)\d{10}$/,
		note: 'This Argentinian number lacks the 9 after +54 that mobile numbers have. If it does not arrive, write it with the 9.',
	},
] as const;

/**
 * Numbers of digits, calling code included. Fewer than usual are short landline numbers or typos;
 * the minimum is that of small islands, the maximum that of E.164.
 */
const digitCounts = { min: 7, usual: 9, max: 15 } as const;

/**
 * Whether a number is too short for WhatsApp. Some countries, such as Germany, define no minimum
 * length; in a country where all numbers are short, a short one is valid.
 */
function isTooShort({ number, countryCallingCode }: PhoneNumber): boolean {
	const digitCount = number.length - 1;
	if (digitCount >= digitCounts.usual) return false;
	if (digitCount < digitCounts.min) return true;
	const usualNumber = `+${countryCallingCode}${'5'.repeat(digitCounts.usual)}`;
	return validatePhoneNumberLength(usualNumber) !== 'TOO_LONG';
}

const maxQuotedLength = 40;

/** Quotes the input for a sentence, on one line and truncated. */
function quote(text: string): string {
	const characters = [...text.slice(0, 4 * maxQuotedLength).replace(/\s+/g, ' ')];
	if (characters.length <= maxQuotedLength) return `“${characters.join('')}”`;
	return `“${characters.slice(0, maxQuotedLength).join('')}…”`;
}

function invalidPhone(input: string, reason: Reason): GatewayError {
	return new GatewayError(
		'recipientInvalid',
		`${quote(input)} cannot be a phone number: ${reasons[reason]}.`,
	);
}

/** Parses a number, or returns the reason why it is invalid. */
function parse(text: string, country: string): PhoneNumber | Reason {
	const options = {
		extract: false,
		...(isSupportedCountry(country) && { defaultCountry: country }),
	};
	const phone = parsePhoneNumberFromString(text, options);
	if (phone === undefined || !legacyMobileFormat.test(phone.number)) {
		const length = validatePhoneNumberLength(text, options);
		if (length !== undefined) return length;
	}
	if (phone === undefined) return 'NOT_A_NUMBER';
	if (phone.ext !== undefined) return 'EXTENSION';
	if (phone.number.length - 1 > digitCounts.max) return 'TOO_LONG';
	// Each zero after a calling code is read as a trunk prefix, so such a number changes when reread.
	if (parsePhoneNumberFromString(phone.number)?.number !== phone.number) return 'ZEROS';
	return isTooShort(phone) ? 'TOO_SHORT' : phone;
}

/**
 * Parses a number with a default country. Digits that begin with the calling code of that country are
 * an international number without its `+`, such as a JSON number or an id of WhatsApp, unless only
 * the national number is a mobile number: 9171234567 in India, 55 99123-4567 in Brazil.
 */
function parseWithCountry(text: string, country: string): PhoneNumber | Reason {
	const national = parse(text, country);
	if (!isSupportedCountry(country) || text.includes('+')) return national;
	if (!text.replace(/\D/g, '').startsWith(getCountryCallingCode(country))) return national;
	const international = parse(`+${text}`, '');
	if (typeof international === 'string') return national;
	// The metadata for mobile numbers is loaded, so only a mobile number is valid.
	const isMobile = (phone: PhoneNumber | Reason) => typeof phone !== 'string' && phone.isValid();
	return isMobile(national) && !isMobile(international) ? national : international;
}

/**
 * Reads a number in any common notation and converts it to E.164. A number that does not follow the
 * current numbering plan is accepted, because plans change.
 *
 * @param input a string or a number, as it comes from the item
 * @param defaultCountry ISO 3166-1 alpha-2 for numbers without a country prefix; empty for none
 * @param field the label of the field
 * @throws GatewayError `recipientInvalid` with the reason
 */
export function readPhone(input: unknown, defaultCountry: string, field = 'To'): Phone {
	const text = typeof input === 'number' ? String(input) : (input ?? '');
	if (typeof text !== 'string') {
		throw new GatewayError('recipientInvalid', `The field ${field} has no phone number.`, {
			hint: 'Map the one field that holds the phone number, not a list or an object.',
		});
	}
	const line = text.replace(invisibleCharacters, '').trim();
	if (line === '') {
		throw new GatewayError('recipientInvalid', `The field ${field} is empty.`, {
			hint: 'Map the field that holds the phone number, or leave out items that have none.',
		});
	}
	if (line.length > maxInputLength || (typeof input === 'number' && !/^\d+$/.test(line))) {
		throw invalidPhone(line, 'NOT_A_NUMBER');
	}
	if (scientificNotation.test(line)) throw invalidPhone(line, 'SHORTENED');

	const number = wrappers.reduce(
		(current, [pattern, replacement]) => current.replace(pattern, replacement),
		line.normalize('NFKC').replace(/[^\S\r\n\u2028\u2029]+/g, ' '),
	);
	const phone = parseWithCountry(number, defaultCountry.trim().toUpperCase());
	if (phone === 'INVALID_COUNTRY' && !number.includes('+')) {
		throw new GatewayError(
			'recipientInvalid',
			`${quote(line)} has no country prefix, and the credential has no default country.`,
		);
	}
	if (typeof phone === 'string') throw invalidPhone(line, phone);

	return {
		e164: phone.number,
		notes: ambiguousMobileFormats
			.filter(({ pattern }) => pattern.test(phone.number))
			.map(({ note }) => note),
	};
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** Every country with its calling code, sorted by English name. */
export function countries(): Array<{ code: string; name: string; callingCode: string }> {
	return getCountries()
		.map((code) => ({
			code,
			name: countryNames.of(code) ?? code,
			callingCode: getCountryCallingCode(code),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The country of a number in E.164: ISO 3166-1 alpha-2, and the English name. */
export function countryOf(e164: string): { country: string | null; countryName: string | null } {
	const country = parsePhoneNumberFromString(e164)?.country ?? null;
	return { country, countryName: country === null ? null : (countryNames.of(country) ?? country) };
}
