import {
	type CountryCode,
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type PhoneNumber,
	validatePhoneNumberLength,
} from 'libphonenumber-js/mobile';

import { GatewayError } from '../core/faults';
import { isUserId, toGroup } from '../core/recipient';
import { formerFormatNotes } from './formerMobileFormats';
import { findForeignText, readDecimals, readPhoneText, visibleText } from './phoneText';

/** A phone number as WhatsApp expects it. */
export interface Phone {
	/** E.164 with the leading `+`. */
	readonly e164: string;
	/** Sentences for the user; most numbers have none. */
	readonly notes: readonly string[];
}

/** Why a number is invalid, by libphonenumber's reason or one of ours. */
const reasons = {
	TOO_SHORT: 'it has too few digits',
	TOO_LONG: 'it has too many digits',
	INVALID_LENGTH: 'no number of that country has this many digits',
	INVALID_COUNTRY: 'no country has this prefix',
	NOT_A_NUMBER: 'it must be one number and nothing else',
	EXTENSION: 'it has an extension, which WhatsApp cannot dial',
	DECIMALS: 'it has decimals; format the column as text',
	ZEROS: 'it begins with too many zeros',
	SHORTENED: 'a spreadsheet has shortened it; format the column as text',
} as const;

type Reason = keyof typeof reasons;

/** In characters, longer than any number with what other systems write around it. */
const maxInputLength = 250;

/** A long number in a narrow column of a spreadsheet: 4.91714E+11. */
const scientificNotation = /^\d([.,]\d+)?e\+?\d+$/i;

/**
 * Numbers of digits, calling code included. Fewer than usual are short landline numbers or typos;
 * the minimum is that of small islands, the maximum that of E.164. With fewer than `international`,
 * digits without a prefix are a national number, as long as no reading of them is a mobile number.
 */
const digitCounts = { min: 7, usual: 9, international: 11, max: 15 } as const;

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

function invalidPhone(input: string, reason: string): GatewayError {
	return new GatewayError(
		'recipientInvalid',
		`${quote(input)} cannot be a phone number: ${reason}.`,
	);
}

/** One reading of a text. */
interface Reading {
	readonly e164: string;
	/** Whether it is a mobile number, now or in a form that WhatsApp keeps. */
	readonly isMobile: boolean;
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** The digits of a text as a number in a form that its country has left; `undefined` for others. */
function readFormerFormat(text: string, country: string): Reading | undefined {
	const callingCode = isSupportedCountry(country) ? getCountryCallingCode(country) : '';
	const e164 = `+${text.includes('+') ? '' : callingCode}${digitsOf(text)}`;
	return formerFormatNotes(e164).length > 0 ? { e164, isMobile: true } : undefined;
}

/** Parses a number, or returns the reason why it is invalid. */
function parse(text: string, country: string): Reading | Reason {
	const options = {
		extract: false,
		...(isSupportedCountry(country) && { defaultCountry: country }),
	};
	const phone = parsePhoneNumberFromString(text, options);
	const length = validatePhoneNumberLength(text, options);
	if (phone === undefined || length !== undefined) {
		return readFormerFormat(text, country) ?? length ?? 'NOT_A_NUMBER';
	}
	if (phone.ext !== undefined) return 'EXTENSION';
	if (phone.number.length - 1 > digitCounts.max) return 'TOO_LONG';
	// Each zero after a calling code is read as a trunk prefix, so such a number changes when reread.
	if (parsePhoneNumberFromString(phone.number)?.number !== phone.number) return 'ZEROS';
	if (isTooShort(phone)) return readFormerFormat(text, country) ?? 'TOO_SHORT';
	// The metadata for mobile numbers is loaded, so only a mobile number is valid.
	const isMobile = phone.isValid() || formerFormatNotes(phone.number).length > 0;
	return { e164: phone.number, isMobile };
}

/** Whether the groups of a text without `+` can be those of an international number. */
function hasInternationalGroups(text: string, country: string): boolean {
	const [group = ''] = /^\d+/.exec(text) ?? [];
	if (group === text || group.startsWith(getCountryCallingCode(country as CountryCode)))
		return true;
	return getCountries().some((one) => getCountryCallingCode(one) === group);
}

/** Two numbers that a text can be. */
interface Ambiguous {
	readonly national: string;
	readonly international: string;
}

/**
 * Reads a text with a default country. Digits without a prefix are a national number, or an international
 * one without its `+`, such as a JSON number or an id of WhatsApp: the one that can be a mobile number.
 */
function parseWithCountry(text: string, country: string): Reading | Reason | Ambiguous {
	const national = parse(text, country);
	if (!isSupportedCountry(country) || text.includes('+')) return national;
	// A trunk prefix, or an area code in brackets.
	if (!/^[1-9]/.test(text)) return national;
	const international = parse(`+${text}`, '');
	if (typeof international === 'string') return national;
	if (typeof national === 'string' || national.e164 === international.e164) return international;
	if (national.isMobile && !international.isMobile) return national;
	if (international.isMobile && !national.isMobile) return international;
	if (!hasInternationalGroups(text, country)) return national;
	const digits = digitsOf(text);
	if (!national.isMobile) {
		if (digits.startsWith(getCountryCallingCode(country))) return international;
		if (digits.length < digitCounts.international) return national;
	}
	return { national: national.e164, international: international.e164 };
}

/**
 * Reads WhatsApp's own id, a number without its `+`; `undefined` for digits that can be none. It may be a
 * landline's, which businesses have. Where the digits are a mobile number of the default country as well,
 * the field may be another system's.
 */
function readWhatsAppId(digits: string, country: string): Reading | Ambiguous | undefined {
	const id = parse(`+${digits}`, '');
	if (typeof id === 'string') return undefined;
	const home = id.isMobile ? id : parseWithCountry(digits, country);
	if (typeof home === 'string' || 'national' in home || !home.isMobile) return id;
	return home.e164 === id.e164 ? id : { national: home.e164, international: id.e164 };
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** The country of a number in E.164: ISO 3166-1 alpha-2, and the English name. */
export function countryOf(e164: string): { country: string | null; countryName: string | null } {
	const country = parsePhoneNumberFromString(e164)?.country ?? null;
	return { country, countryName: country === null ? null : (countryNames.of(country) ?? country) };
}

function withCountry(e164: string): string {
	const { countryName } = countryOf(e164);
	return countryName === null ? e164 : `${e164} (${countryName})`;
}

/** Tells of a number that was not read in the default country, although it had no prefix. */
function foreignNote(line: string, text: string, country: string, e164: string): string[] {
	if (text.includes('+') || !isSupportedCountry(country)) return [];
	if (e164.startsWith(`+${getCountryCallingCode(country)}`)) return [];
	// The country's own prefix for calls abroad says as much as a +.
	if (!text.startsWith(e164[1] ?? '')) return [];
	const home = countryNames.of(country) ?? country;
	return [
		`${quote(line)} was read as ${withCountry(e164)}, because it cannot be a mobile number of the default country (${home}). Write a + before it.`,
	];
}

function readLine(input: unknown, field: string): string {
	const text = typeof input === 'number' ? String(input) : (input ?? '');
	if (typeof text !== 'string') {
		throw new GatewayError('recipientInvalid', `The field ${field} has no phone number.`, {
			hint: 'Map the one field that holds the phone number, not a list or an object.',
		});
	}
	const line = visibleText(text);
	if (line === '') {
		throw new GatewayError('recipientInvalid', `The field ${field} is empty.`, {
			hint: `Map the field that holds the phone number${field === 'To' ? ' (of a person who hides it: contact.userId of the trigger)' : ''}, or leave out items that have none.`,
		});
	}
	return line;
}

/** The user id of a person who hides the number; `null` for anything else. */
export function readUserId(input: unknown): string | null {
	const text = typeof input === 'string' ? visibleText(input) : '';
	return isUserId(text) ? text : null;
}

/** The group that a field names; `null` for anything else. */
export function readGroup(input: unknown): string | null {
	return typeof input === 'string' ? toGroup(visibleText(input)) : null;
}

/**
 * Reads a number in any common notation and converts it to E.164. A number that does not follow the
 * current numbering plan is accepted, because plans change. No character is dropped that is not known to
 * stand between, before or after the digits of a number.
 *
 * @param input a string or a number, as it comes from the item
 * @param defaultCountry ISO 3166-1 alpha-2 for numbers without a country prefix; empty for none
 * @param field the label of the field
 * @param isWhatsAppId whether digits are WhatsApp's own id of the person, the number without `+`
 * @throws GatewayError `recipientInvalid` with the reason
 */
export function readPhone(
	input: unknown,
	defaultCountry: string,
	field = 'To',
	{ isWhatsAppId = false } = {},
): Phone {
	const line = readLine(input, field);
	if (readUserId(line) !== null) {
		throw new GatewayError(
			'recipientInvalid',
			`${quote(line)} is the user ID of a person whose phone number is hidden, and ${field} needs a phone number.`,
			{
				hint: 'A user ID can be used in the field To of messages only. Ask the person for the number.',
			},
		);
	}
	if (toGroup(line) !== null) {
		throw new GatewayError(
			'recipientInvalid',
			`${quote(line)} is the ID of a group, and ${field} needs a phone number.`,
			{ hint: 'A group can be used in the field To of messages only.' },
		);
	}
	if (line.length > maxInputLength || (typeof input === 'number' && !/^\d+$/.test(line))) {
		throw invalidPhone(line, reasons.NOT_A_NUMBER);
	}
	if (scientificNotation.test(line)) throw invalidPhone(line, reasons.SHORTENED);

	const { text: bare, country: ownCountry } = readPhoneText(line);
	const whole = readDecimals(bare);
	if (whole === 'DECIMALS') throw invalidPhone(line, reasons.DECIMALS);
	const { text, decimals } = whole;
	const foreignText = findForeignText(text);
	if (foreignText !== undefined) throw invalidPhone(line, foreignText);

	const isKnown = ownCountry !== null && isSupportedCountry(ownCountry);
	const country = isKnown ? ownCountry : defaultCountry.trim().toUpperCase();
	const asId = isWhatsAppId && /^\d+$/.test(text) ? readWhatsAppId(text, country) : undefined;
	const isId = asId !== undefined;
	const phone = asId ?? parseWithCountry(text, country);
	if (phone === 'INVALID_COUNTRY' && !text.includes('+')) {
		throw new GatewayError(
			'recipientInvalid',
			`${quote(line)} has no country prefix, and the credential has no default country.`,
		);
	}
	if (typeof phone === 'string') throw invalidPhone(line, reasons[phone]);
	if ('national' in phone) {
		throw new GatewayError(
			'recipientInvalid',
			`${quote(line)} can be two numbers: ${withCountry(phone.international)} or ${withCountry(phone.national)}.`,
			{ hint: 'Write the one that you mean with its + and country prefix.' },
		);
	}
	const { e164 } = phone;
	const decimalsNote = `The “${decimals}” after ${e164} was taken off, because spreadsheets add it. Format the column as text.`;
	return {
		e164,
		notes: [
			...(decimals === '' ? [] : [decimalsNote]),
			...(isId ? [] : foreignNote(line, text, country, e164)),
			...formerFormatNotes(e164),
		],
	};
}
