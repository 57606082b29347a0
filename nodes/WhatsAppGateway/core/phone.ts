import {
	type CountryCode,
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
	Metadata,
	parsePhoneNumberFromString,
	type PhoneNumber,
	validatePhoneNumberLength,
} from 'libphonenumber-js/min';

import { GatewayError } from './faults';

/** A number as WhatsApp wants it, and what is worth telling about it. */
export interface Phone {
	/** E.164 with the leading `+`. */
	readonly e164: string;
	/** Sentences for the user; empty as a rule. */
	readonly notes: readonly string[];
}

/** Marks that address books and chat windows paste along: zero-width and text-direction characters. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What other systems wrap around a number: URI schemes, and WhatsApp's own internal addresses. */
const wrappers: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(?:tel|whatsapp|wa|sms):\s*/i, ''],
	[/^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com)\/(\d+)$/i, '+$1'],
	[/^(\d+)@(?:c\.us|s\.whatsapp\.net)$/i, '+$1'],
	[/^00(?=\d)/, '+'],
	[/^\(\s*\+/, '+('],
];

/** Why a number cannot exist, by libphonenumber's word for it. */
const reasons = {
	TOO_SHORT: 'it has too few digits',
	TOO_LONG: 'it has too many digits',
	INVALID_LENGTH: 'no number of that country has this many digits',
	INVALID_COUNTRY: 'it has no country prefix that exists',
	NOT_A_NUMBER: 'it is not one phone number',
} as const;

/**
 * Countries whose mobile numbers WhatsApp may know in an older or newer form. The number is never
 * rewritten: the account's own form decides, and only the gateway knows it.
 */
const twoForms = [
	{
		pattern: /^\+55\d{2}[6-9]\d{7}$/,
		note: 'This Brazilian mobile number lacks the ninth digit. If it does not arrive, write it with a 9 after the area code.',
	},
	{
		pattern: /^\+521\d{10}$/,
		note: 'This Mexican number has the old 1 after +52. If it does not arrive, write it without the 1.',
	},
	{
		pattern: /^\+54(?!9)\d{10}$/,
		note: 'This Argentinian number lacks the 9 after +54 that mobile numbers have. If it does not arrive, write it with the 9.',
	},
] as const;

/** Numbers with fewer digits than this, calling code included, are landlines of small villages or typos. */
const usualLength = 9;

/**
 * Whether a number is too short to be a phone with WhatsApp. Countries such as Germany name no
 * least length of their own; where all of a country's numbers are short, a short one is fine.
 */
function isStump({ number, country }: PhoneNumber): boolean {
	if (number.length - 1 >= usualLength) return false;
	if (country === undefined) return true;
	const plan = new Metadata();
	plan.selectNumberingPlan(country);
	const lengths = plan.numberingPlan?.possibleLengths() ?? [];
	return Math.max(...lengths) >= usualLength;
}

/**
 * Systems that leave out the `+` write a number as WhatsApp does, `491713920012`. Such a number
 * is read with its calling code where that makes a real number of the default country.
 */
function withCallingCode(text: string, country: CountryCode): string {
	const digits = text.replace(/[\s().-]/g, '');
	if (!/^[1-9]\d+$/.test(digits) || !digits.startsWith(getCountryCallingCode(country))) return text;
	return parsePhoneNumberFromString(`+${digits}`)?.isValid() ? `+${digits}` : text;
}

/** Mexico's older form, which WhatsApp still uses and today's numbering plan no longer has. */
const olderForm = /^\+521\d{10}$/;

function notesOn(e164: string): string[] {
	return twoForms.filter(({ pattern }) => pattern.test(e164)).map(({ note }) => note);
}

function impossible(given: string, reason: string): GatewayError {
	return new GatewayError('recipientInvalid', `“${given}” cannot be a phone number: ${reason}.`);
}

/**
 * A number as a person or a CRM writes it, in E.164. Refuses what cannot be a number; a number
 * that merely does not follow today's numbering plan passes, because plans change.
 *
 * @param given string or number, as it came from the item
 * @param defaultCountry ISO 3166-1 alpha-2 for numbers without a country prefix; empty for none
 * @throws GatewayError `recipientInvalid` with the reason
 */
export function readPhone(given: unknown, defaultCountry: string): Phone {
	if (typeof given !== 'string' && typeof given !== 'number') {
		throw new GatewayError('recipientInvalid', 'The field To holds no phone number.');
	}
	const shown = String(given).trim().slice(0, 40);
	const text = wrappers.reduce(
		(number, [pattern, replacement]) => number.replace(pattern, replacement),
		String(given).normalize('NFKC').replace(invisible, '').trim(),
	);
	if (text === '') {
		throw new GatewayError('recipientInvalid', 'The field To is empty.', {
			hint: 'Map the field that holds the phone number, or leave out items that have none.',
		});
	}

	const compact = text.replace(/[\s().-]/g, '');
	if (olderForm.test(compact)) return { e164: compact, notes: notesOn(compact) };

	const country = defaultCountry.trim().toUpperCase();
	const home = isSupportedCountry(country) ? country : undefined;
	const number = home === undefined ? text : withCallingCode(text, home);
	const options = { extract: false, defaultCountry: home };
	const length = validatePhoneNumberLength(number, options);
	if (length === 'INVALID_COUNTRY' && !text.startsWith('+')) {
		throw new GatewayError(
			'recipientInvalid',
			`“${shown}” has no country prefix, and the credential names no default country.`,
		);
	}
	if (length !== undefined) throw impossible(shown, reasons[length]);
	const phone = parsePhoneNumberFromString(number, options);
	if (phone === undefined) throw impossible(shown, reasons.NOT_A_NUMBER);
	if (isStump(phone)) throw impossible(shown, reasons.TOO_SHORT);
	if (phone.ext !== undefined) throw impossible(shown, 'it carries an extension');

	return { e164: phone.number, notes: notesOn(phone.number) };
}

/** Every country of the numbering plans with its calling code, by English name. */
export function countries(): Array<{ code: string; name: string; callingCode: string }> {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	return getCountries()
		.map((code) => ({
			code,
			name: names.of(code) ?? code,
			callingCode: getCountryCallingCode(code),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
