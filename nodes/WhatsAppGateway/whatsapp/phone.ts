import {
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type PhoneNumber,
	validatePhoneNumberLength,
} from 'libphonenumber-js/mobile';

import { GatewayError } from '../core/faults';

/** A number as WhatsApp wants it, and what is worth telling about it. */
export interface Phone {
	/** E.164 with the leading `+`. */
	readonly e164: string;
	/** Sentences for the user; empty as a rule. */
	readonly notes: readonly string[];
}

/** Marks that address books and chat windows paste along: zero-width and text-direction characters. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What other systems wrap around a number: quotes, links, and WhatsApp's own internal addresses. */
const wrappers: ReadonlyArray<readonly [RegExp, string]> = [
	[/^['"]+|['"]+$/g, ''],
	[
		/^(?:https?:\/\/)?(?:(?:www\.)?wa\.me\/|(?:(?:api|web)\.whatsapp\.com|whatsapp:\/)\/send\/?\?(?:.*&)?phone=)(?:\+|%2B)?(\d+)(?:[/?&#].*)?$/i,
		'+$1',
	],
	[/^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i, '+$1'],
	[/^(?:tel|whatsapp|wa|sms):\s*/i, ''],
	[/^\(\s*(?:\+|00(?=\s*[1-9]))/, '+('],
	// 0011 is how Australia dials abroad; libphonenumber knows that for its numbers.
	[/^00\s*(?=[1-9])(?!11)/, '+'],
];

/** Why a number cannot exist, by libphonenumber's word for it. */
const reasons = {
	TOO_SHORT: 'it has too few digits',
	TOO_LONG: 'it has too many digits',
	INVALID_LENGTH: 'no number of that country has this many digits',
	INVALID_COUNTRY: 'no country has this prefix',
	NOT_A_NUMBER: 'it must be one number and nothing else',
	EXTENSION: 'it carries an extension, which WhatsApp cannot dial',
	ZEROS: 'it begins with too many zeros',
	SHORTENED: 'a spreadsheet has shortened it; format the column as text',
} as const;

type Reason = keyof typeof reasons;

/** Longer than any number with everything that is written around it. */
const maxLength = 250;

/** How a spreadsheet writes a long number in a narrow column: 4.91714E+11. */
const scientific = /^\d([.,]\d+)?e\+?\d+$/i;

/** Mexico's older form, which WhatsApp still uses and today's numbering plan no longer has. */
const legacyMobileFormat = /^\+521\d{10}$/;

/**
 * Countries whose mobile numbers WhatsApp may know in an older or newer form. The number is never
 * rewritten: the account's own form decides, and only the gateway knows it.
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
 * Digits, calling code included. Fewer than usual are landlines of small villages or typos; the
 * shortest numbers of all are those of small islands, the longest those that E.164 allows.
 */
const digits = { least: 7, usual: 9, most: 15 } as const;

/**
 * Whether a number is too short to be a phone with WhatsApp. Countries such as Germany name no
 * least length of their own; where all of a country's numbers are short, a short one is fine.
 */
function isTooShort({ number, countryCallingCode }: PhoneNumber): boolean {
	const length = number.length - 1;
	if (length >= digits.usual) return false;
	if (length < digits.least) return true;
	const usual = `+${countryCallingCode}${'5'.repeat(digits.usual)}`;
	return validatePhoneNumberLength(usual) !== 'TOO_LONG';
}

const maxQuotedLength = 40;

/** What was given, as a sentence can quote it: on one line, and not too long. */
function quoted(text: string): string {
	const characters = [...text.slice(0, 4 * maxQuotedLength).replace(/\s+/g, ' ')];
	if (characters.length <= maxQuotedLength) return `“${characters.join('')}”`;
	return `“${characters.slice(0, maxQuotedLength).join('')}…”`;
}

function notAPhoneNumber(given: string, reason: Reason): GatewayError {
	return new GatewayError(
		'recipientInvalid',
		`${quoted(given)} cannot be a phone number: ${reasons[reason]}.`,
	);
}

/** The number that a text is, or why it is none. */
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
	if (phone.number.length - 1 > digits.most) return 'TOO_LONG';
	if (parsePhoneNumberFromString(phone.number)?.number !== phone.number) return 'ZEROS';
	// Zeros after a calling code are read as a trunk prefix, one by one: such a number is no number.
	const readsTheSame = parsePhoneNumberFromString(phone.number)?.number === phone.number;
	if (!readsTheSame && !legacyMobileFormat.test(phone.number)) return 'INVALID_LENGTH';
	return isTooShort(phone) ? 'TOO_SHORT' : phone;
}

/**
 * Digits that begin with the default country's own calling code are an international number
 * without its `+`, as JSON numbers and WhatsApp's own ids are, unless only the national reading
 * gives a mobile number: 9171234567 in India, 55 99123-4567 in Brazil.
 */
function parseWithCountry(text: string, country: string): PhoneNumber | Reason {
	const national = parse(text, country);
	if (!isSupportedCountry(country) || text.includes('+')) return national;
	if (!text.replace(/\D/g, '').startsWith(getCountryCallingCode(country))) return national;
	const international = parse(`+${text}`, '');
	if (typeof international === 'string') return national;
	// By this metadata, a number is valid where it is a mobile one.
	const isMobile = (phone: PhoneNumber | Reason) => typeof phone !== 'string' && phone.isValid();
	return isMobile(national) && !isMobile(international) ? national : international;
}

/**
 * A number as a person or a CRM writes it, in E.164. Refuses what cannot be a number; a number
 * that merely does not follow today's numbering plan passes, because plans change.
 *
 * @param given string or number, as it came from the item
 * @param defaultCountry ISO 3166-1 alpha-2 for numbers without a country prefix; empty for none
 * @param field what the user calls the field
 * @throws GatewayError `recipientInvalid` with the reason
 */
export function readPhone(given: unknown, defaultCountry: string, field = 'To'): Phone {
	const written = typeof given === 'number' ? String(given) : (given ?? '');
	if (typeof written !== 'string') {
		throw new GatewayError('recipientInvalid', `The field ${field} holds no phone number.`, {
			hint: 'Map the one field that holds the phone number, not a list or an object.',
		});
	}
	const line = written.replace(invisible, '').trim();
	if (line === '') {
		throw new GatewayError('recipientInvalid', `The field ${field} is empty.`, {
			hint: 'Map the field that holds the phone number, or leave out items that have none.',
		});
	}
	if (line.length > maxLength || (typeof given === 'number' && !/^\d+$/.test(line))) {
		throw notAPhoneNumber(line, 'NOT_A_NUMBER');
	}
	if (scientific.test(line)) throw notAPhoneNumber(line, 'SHORTENED');

	const text = wrappers.reduce(
		(number, [pattern, replacement]) => number.replace(pattern, replacement),
		line.normalize('NFKC').replace(/[^\S\r\n\u2028\u2029]+/g, ' '),
	);
	const phone = parseWithCountry(text, defaultCountry.trim().toUpperCase());
	if (phone === 'INVALID_COUNTRY' && !text.includes('+')) {
		throw new GatewayError(
			'recipientInvalid',
			`${quoted(line)} has no country prefix, and the credential names no default country.`,
		);
	}
	if (typeof phone === 'string') throw notAPhoneNumber(line, phone);

	return {
		e164: phone.number,
		notes: ambiguousMobileFormats
			.filter(({ pattern }) => pattern.test(phone.number))
			.map(({ note }) => note),
	};
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** Every country of the numbering plans with its calling code, by English name. */
export function countries(): Array<{ code: string; name: string; callingCode: string }> {
	return getCountries()
		.map((code) => ({
			code,
			name: names.of(code) ?? code,
			callingCode: getCountryCallingCode(code),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The country of a number in E.164, as ISO 3166-1 alpha-2 and by its English name. */
export function countryOf(e164: string): { country: string | null; countryName: string | null } {
	const country = parsePhoneNumberFromString(e164)?.country ?? null;
	return { country, countryName: country === null ? null : (names.of(country) ?? country) };
}
