/** Zero-width and text-direction characters, which address books and chats copy with a number. */
const invisibleCharacters = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text without invisible characters and outer spaces. */
export function visibleText(text: string): string {
	return text.replace(invisibleCharacters, '').trim();
}

const digitBlocks = [0x660, 0x6f0, 0xff10];

/**
 * Digits of Arabic, Persian and full width, other spaces and other dashes as ASCII. Superscripts and
 * digits in circles are marks beside a number, so they stay what they are.
 */
export function toAscii(text: string): string {
	return text
		.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
			const code = digit.charCodeAt(0);
			return String(code - (digitBlocks.findLast((first) => first <= code) ?? code));
		})
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
		.replace(/[^\S\r\n\u2028\u2029]+/g, ' ');
}

const regionalA = 0x1f1e6;

/** A flag as its country's code in brackets. */
function flagsToCodes(text: string): string {
	return text.replace(/\p{Regional_Indicator}{2}/gu, (flag) => {
		const letters = [...flag].map(
			(letter) => (letter.codePointAt(0) ?? regionalA) - regionalA + 65,
		);
		return `(${String.fromCharCode(...letters)}) `;
	});
}

/** Links to a chat, and WhatsApp's internal ids: what stands before and after the digits is known. */
const links: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/^(?:https?:\/\/)?(?:(?:www\.)?wa\.me\/|(?:(?:api|web)\.whatsapp\.com|whatsapp:\/)\/send\/?\?(?:.*&)?phone=)(?:\+|%2B)?(\d+)(?:[/?&#].*)?$/i,
		'+$1',
	],
	[/^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i, '+$1'],
	[/^(?:tel|callto|sms|smsto|skype|whatsapp):([^?]*)\?.*$/i, '$1'],
];

const labelWords =
	'tel(?:efon[eo]?|éfono|[ée]phone|\\b)|phone|ph|mob(?:ile?|\\b)|m[óo]vil|handy|cell(?:phone|ulare?)?|celular|portable|gsm|whats ?app|wa|n(?:r|o|umber|ummer)|[tmp]';

/**
 * What forms, sheets and chats put around a number, and what stands there instead. None of it has a
 * digit, so that no number can be lost with it.
 */
const wrappers: ReadonlyArray<readonly [RegExp, string]> = [
	// Name <number>
	[/^[^\d<>]*<([^<>]*)>[^\d<>]*$/, '$1'],
	// Quotes and the marks of WhatsApp's bold, italic and code.
	[/^[\s'"“”„‘’«»*_~`|=,;:•·]+/, ''],
	[/^[-–]\s+/, ''],
	[/[\s'"“”„‘’«»*_~`|,;:.!?…]{1,9}$/, ''],
	[/^[\p{Extended_Pictographic}\ufe0f]+/u, ''],
	[/[\p{Extended_Pictographic}\ufe0f]{1,9}$/u, ''],
	// Tel.: number. A fax has no WhatsApp.
	[/^(?!(?:tele)?fax)\p{L}[^\d:+<>@]{0,40}:/iu, ''],
	[
		new RegExp(`^(?:${labelWords})(?:\\.|(?=\\s))\\s*(?=[+(\\d]|n(?:r|o|umber|ummer)\\b)`, 'iu'),
		'',
	],
	[/^[A-Z]{2}\s+(?=\+)/, ''],
	[/^[([{](\+[^()[\]{}]*)[)\]}]$/, '$1'],
	// (mobile) number, number (mobile)
	[/^[([{](?![A-Z]{2}[)\]}])[^\d()[\]{}+]{1,40}[)\]}]/, ''],
	[/[([{](?![A-Z]{2}[)\]}])[^\d()[\]{}+]{1,40}[)\]}]$/, ''],
	[/[\s/,-]{1,3}(?:mobile?|handy|cell|whats ?app|home|work|office|private?)$/i, ''],
];

/** Removing one thing may uncover another one; no text has more than these. */
const maxLayers = 6;

function unwrap(text: string): string {
	let current = text;
	for (let layer = 0; layer < maxLayers; layer++) {
		const before = current;
		for (const [pattern, replacement] of wrappers) {
			current = current.replace(pattern, replacement).trim();
		}
		if (current === before) break;
	}
	return current;
}

/** The text of a number without what other systems put around it. */
export interface PhoneText {
	readonly text: string;
	/** The country that stands beside it, `(DE) 0171 …`; `null` for none. */
	readonly country: string | null;
}

/** Takes off what other systems put around a number. */
export function readPhoneText(line: string): PhoneText {
	const known = flagsToCodes(toAscii(line));
	const linked = links.reduce(
		(text, [pattern, replacement]) => text.replace(pattern, replacement),
		known,
	);
	const bare = unwrap(linked);
	const [, first, afterFirst] = /^[([{]([A-Z]{2})[)\]}](.*)$/s.exec(bare) ?? [];
	const [, beforeLast, last] = /^(.*)[([{]([A-Z]{2})[)\]}]$/s.exec(bare) ?? [];
	const rest = afterFirst ?? beforeLast ?? bare;
	const text = rest
		.trim()
		.replace(/^\(\s*(?:\+|00(?=\s*[1-9]))/, '+(')
		// 0011 is Australia's international prefix, which libphonenumber reads.
		.replace(/^00\s*(?=[1-9])(?!11)/, '+');
	return { text, country: first ?? last ?? null };
}

/** The end of a number with decimals, as spreadsheets write it. */
export function readDecimals(text: string): { text: string; decimals: string } | 'DECIMALS' {
	const [, whole = text, decimals = ''] = /^([^.,]*\d)([.,]\d+)$/.exec(text) ?? [];
	const isPlain = /^\+?\d+$/.test(whole);
	const isZero = isPlain ? /^.00?$/.test(decimals) : /^.0$/.test(decimals);
	if (decimals !== '' && isZero) return { text: whole, decimals };
	// One digit alone is no group of a phone number, nor are two after all others.
	const isSuspicious = /[.,]\d$/.test(text) || (isPlain && whole.length > 8 && decimals !== '');
	return isSuspicious ? 'DECIMALS' : { text, decimals: '' };
}

const numberBreaks =
	/[;,|&\r\n\u2028\u2029]|\s(?:or|oder|und|and|ou|et|o|y|e)\s|[\s/](?=\+)|\/\s?(?=00?[1-9])/i;

/** Fewer digits in each of two parts are an area code and a number. */
const minDigits = 7;

/** A number, and the other end of a second one: 030 1234567/8. A single slash also follows an area code. */
const secondEnding = /^[^/]*\d{3}\s*\/\s*\d{1,3}$/;

/** Digits that a whole number has at least in front of a second ending. */
const wholeNumber = 9;

function hasSecondEnding(text: string): boolean {
	const [first = ''] = text.split('/');
	return secondEnding.test(text) && first.replace(/\D/g, '').length >= wholeNumber;
}

/** Whether a text has only digits and what stands between the digits of a phone number. */
function isPhoneNotation(text: string): boolean {
	if (!/^\+?[ ([]{0,3}\d[\d ().\-/[\]]*$/.test(text)) return false;
	const brackets = text.replace(/[^()[\]]/g, '');
	return /^(?:\(\)|\[\])*$/.test(brackets);
}

/** Why a text that is left cannot be one number; `undefined` if it can be. */
export function findForeignText(text: string): string | undefined {
	const parts = text
		.split(numberBreaks)
		.filter((part) => part.replace(/\D/g, '').length >= minDigits);
	if (parts.length > 1 || hasSecondEnding(text)) return 'it holds more than one number';
	if (/\d\W{0,5}(?:;?ext(?:ension|n)?\.?|x|#)[\s:=.]*\d{1,7}#?$/i.test(text)) {
		return 'it has an extension, which WhatsApp cannot dial';
	}
	if (isPhoneNotation(text)) return undefined;
	const [foreign = ''] = /[^\d ().\-/[\]+\p{L}\s]/u.exec(text) ?? [];
	if (foreign === '' || /\p{L}/u.test(text)) return 'it must be one number and nothing else';
	return `it has the character ${foreign}`;
}
