import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import {
	type CountryCode,
	getCountryCallingCode,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/mobile';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { countries } from '../../nodes/WhatsAppGateway/whatsapp/countries';
import { readPhone } from '../../nodes/WhatsAppGateway/whatsapp/phone';

const anna = '+491713920012';

/** The message for a refused number. */
function refusal(given: unknown, country: string): GatewayError {
	try {
		throw new Error(`It was read as ${readPhone(given, country).e164}.`);
	} catch (error) {
		if (error instanceof GatewayError) return error;
		throw error;
	}
}

/** The sentence with two numbers; `undefined` where the text is read. */
function refusedAsTwo(given: string, country: string): string | undefined {
	try {
		readPhone(given, country);
		return undefined;
	} catch (error) {
		return (error as GatewayError).message.match(/ can be two numbers: .+/)?.[0];
	}
}

describe('a number is parsed in every common format', () => {
	test.each<[unknown, string, string]>([
		// As written nationally.
		['0 171 392-0012', 'DE', anna],
		['0171/3920012', 'DE', anna],
		['0171\t3920012', 'DE', anna],
		['0171.392.00.12', 'DE', anna],
		['(0171) 392 00 12', 'de', anna],
		['0171 3920012', ' de ', anna],
		['171 3920012', 'DE', anna],
		['415 555 0123', 'US', '+14155550123'],
		['(415) 555-0123', 'US', '+14155550123'],
		['1 (415) 555-0123', 'US', '+14155550123'],
		['06 1234567', 'IT', '+39061234567'],
		['391 234 5678', 'IT', '+393912345678'],
		['8 912 345-67-89', 'RU', '+79123456789'],
		['011 15 6123-4567', 'AR', '+5491161234567'],
		// With the country code in each form.
		['0049 171 3920012', '', anna],
		['0049 171 3920012', 'US', anna],
		['00 49 171 3920012', '', anna],
		['(0049) 171 3920012', '', anna],
		['0049 (0)171 3920012', '', anna],
		['011 49 171 3920012', 'US', anna],
		['0011 49 171 3920012', 'AU', anna],
		['0011 64 21 123456', 'AU', '+6421123456'],
		['+49 (171) 392-0012', '', anna],
		['+49 (0)171 3920012', '', anna],
		['+49 0171 3920012', '', anna],
		['(+49) 171 3920012', '', anna],
		['+ 49 171 3920012', '', anna],
		['+49–171–3920012', '', anna],
		['+49 171 3920012', 'US', anna],
		['+39 06 1234567', '', '+39061234567'],
		['+683 4000', '', '+6834000'],
		// As links and as WhatsApp's own IDs.
		['tel:+49-171-3920012', '', anna],
		['tel:0171-3920012', 'DE', anna],
		['whatsapp:+491713920012', '', anna],
		['whatsapp://send?phone=491713920012', '', anna],
		['https://wa.me/491713920012', '', anna],
		['wa.me/491713920012', '', anna],
		['https://wa.me/+491713920012', '', anna],
		['https://wa.me/491713920012?text=Hi%201', '', anna],
		['https://api.whatsapp.com/send?phone=491713920012', '', anna],
		['https://api.whatsapp.com/send/?text=Hi&phone=%2B491713920012&app_absent=0', '', anna],
		['https://web.whatsapp.com/send?phone=491713920012', '', anna],
		['491713920012@c.us', '', anna],
		['491713920012@s.whatsapp.net', '', anna],
		['491713920012:14@s.whatsapp.net', '', anna],
		// As pasted from address books, chats and spreadsheets.
		['\u202a+49 171 3920012\u202c', '', anna],
		['\u2066+49 171 3920012\u2069', '', anna],
		['\u200e+49\u00a0171\u00a03920012\ufeff', '', anna],
		['+49\u202f171\u20093920012', '', anna],
		[`${anna}\n`, '', anna],
		[`'${anna}`, '', anna],
		[`"${anna}"`, '', anna],
		// In other digits.
		['＋４９１７１３９２００１２', '', anna],
		['٠١٧١٣٩٢٠٠١٢', 'DE', anna],
		['+۴۹۱۷۱۳۹۲۰۰۱۲', '', anna],
	])('%p with the default country “%s” is %s', (given, country, e164) => {
		expect(readPhone(given, country)).toEqual({ e164, notes: [] });
	});
});

describe('digits that begin with the default country’s calling code', () => {
	test.each<[unknown, string, string]>([
		['491713920012', 'DE', anna],
		[491713920012, 'DE', anna],
		['49 171 3920012', 'DE', anna],
		['49171/3920012', 'DE', anna],
		['4901713920012', 'DE', anna],
		['4930123456', 'DE', '+4930123456'],
		['14155550123', 'US', '+14155550123'],
		['919876543210', 'IN', '+919876543210'],
		['393912345678', 'IT', '+393912345678'],
		['5511961234567', 'BR', '+5511961234567'],
	])('%p in %s are read as an international number', (given, country, e164) => {
		expect(readPhone(given, country)).toEqual({ e164, notes: [] });
	});

	test.each<[unknown, string, string]>([
		[1713920012, 'DE', anna],
		['0491 1234567', 'DE', '+494911234567'],
		['9876543210', 'IN', '+919876543210'],
		['9171234567', 'IN', '+919171234567'],
		['9115937282', 'IN', '+919115937282'],
		['55 99123-4567', 'BR', '+5555991234567'],
		['3912345678', 'IT', '+393912345678'],
		['846848101', 'VN', '+84846848101'],
		['53426273', 'CU', '+5353426273'],
	])('%p in %s are still a national number', (given, country, e164) => {
		expect(readPhone(given, country)).toEqual({ e164, notes: [] });
	});

	const mobiles = Object.entries(examples) as Array<[CountryCode, string]>;

	test.each(mobiles)('%s’s mobile numbers are recognized in every format', (country, national) => {
		const e164 = `+${getCountryCallingCode(country)}${national}`;
		const phone = parsePhoneNumberFromString(e164);
		for (const written of [e164, e164.slice(1), phone?.formatNational()]) {
			expect([written, readPhone(written, country).e164]).toEqual([written, e164]);
		}
		// Without its trunk prefix it may be an international number as well.
		expect([e164, refusedAsTwo(national, country)]).toContain(
			refusedAsTwo(national, country) ?? readPhone(national, country).e164,
		);
	});

	test('never turn a national mobile number into another number', () => {
		const random = fc.tuple(
			fc.constantFrom(...mobiles),
			fc.stringMatching(/^\d{15}$/),
			fc.constantFrom(-1, 0, 1),
		);
		fc.assert(
			fc.property(random, ([[country, example], noise, longer]) => {
				const code = getCountryCallingCode(country);
				const national = `${code}${noise}`.slice(0, example.length + longer);
				const phone = parsePhoneNumberFromString(`+${code}${national}`);
				fc.pre(phone?.isValid() === true && phone.nationalNumber === national);
				expect(readPhone(national, country).e164).toBe(`+${code}${national}`);
			}),
			{ numRuns: 1000, maxSkipsPerRun: 1000 },
		);
	});
});

describe('an invalid number is refused in one sentence', () => {
	const noNumber = 'it must be one number and nothing else';
	const twoNumbers = 'it holds more than one number';
	const noCountry = 'has no country prefix, and the credential has no default country';
	const tooManyDigits = 'it has too many digits';
	const tooFew = 'it has too few digits';
	const extension = 'it has an extension, which WhatsApp cannot dial';
	const shortened = 'a spreadsheet has shortened it; format the column as text';

	test.each<[unknown, string, string]>([
		['0171', 'DE', tooFew],
		['0171 39', 'DE', tooFew],
		['1234', 'DE', tooFew],
		[0, 'DE', tooFew],
		['+49 110', '', tooFew],
		['+1 415 555 012', '', tooFew],
		['+1 415 555 01234', '', tooManyDigits],
		['+49 123456789012345', '', tooManyDigits],
		['0123456789012345', 'DE', tooManyDigits],
		['0171 3920012 / 0172 7654321', 'DE', twoNumbers],
		['00000000', 'BG', 'it begins with too many zeros'],
		['+999 12345678', '', 'no country has this prefix'],
		['(+999) 12345678', '', 'no country has this prefix'],
		['home', 'DE', noNumber],
		['Anna +49 171 3920012', '', noNumber],
		['1-800-FLOWERS', 'US', noNumber],
		['++491713920012', '', noNumber],
		['0171 3920012; 0172 1234567', 'DE', twoNumbers],
		['+491713920012,+491721234567', '', twoNumbers],
		['+491713920012 +491721234567', '', twoNumbers],
		['49171234567-1589000000@g.us', '', noNumber],
		['12345678901234@lid', '', noNumber],
		['undefined', 'DE', noNumber],
		['[object Object]', 'DE', noNumber],
		['{{ $json.phone }}', 'DE', noNumber],
		['<script>alert(1)</script>', 'DE', noNumber],
		['https://evil.example/?phone=491713920012', '', noNumber],
		[1.5, 'DE', noNumber],
		[-491713920012, 'DE', noNumber],
		[1e21, 'DE', noNumber],
		[NaN, 'DE', noNumber],
		[Infinity, 'DE', noNumber],
		['415 555 0123 ext. 9', 'US', extension],
		['+49 171 3920012 x12', '', extension],
		['+491713920012;ext=12', '', extension],
		['4.91714E+11', 'DE', shortened],
		['4,91714e11', 'DE', shortened],
	])('%p with the default country “%s”: %s', (given, country, reason) => {
		expect(refusal(given, country).message).toBe(
			`“${String(given)}” cannot be a phone number: ${reason}.`,
		);
	});

	test.each<[unknown, string]>([
		['4155550123', ''],
		['(415) 555-0123', ''],
		['0171 3920012', ''],
		['0171 3920012', 'XX'],
		[491713920012, ''],
	])(
		'%p with the default country “%s” has no country, and the hint names both solutions',
		(given, country) => {
			const { message, hint } = refusal(given, country);
			expect(message).toBe(`“${String(given)}” ${noCountry}.`);
			expect(hint).toBe(
				'Write the number with its country prefix (+49 171 1234567), or set Default Country in the credential.',
			);
		},
	);

	test.each<[unknown]>([[''], ['   '], ['\n'], [' \u200b\ufeff '], [null], [undefined]])(
		'%p is an empty field, and the sentence says what to do',
		(given) => {
			const { message, hint } = refusal(given, 'DE');
			expect(message).toBe('The field To is empty.');
			expect(hint).toMatch(/leave out items that have none\.$/);
		},
	);

	test.each<[unknown]>([[{ phone: anna }], [[anna]], [true], [new Date(0)], [Symbol('x')]])(
		'%p is not a text',
		(given) => {
			expect(refusal(given, 'DE').message).toBe('The field To has no phone number.');
		},
	);

	test('two numbers on two lines are not joined', () => {
		for (const lineBreak of ['\n', '\r\n', '\u2028']) {
			expect(refusal(`030 12345${lineBreak}030 56789`, 'DE').message).toBe(
				`“030 12345 030 56789” cannot be a phone number: ${twoNumbers}.`,
			);
		}
	});

	test.each([
		['1', 200, 'DE', tooManyDigits],
		['1', 100_000, 'DE', noNumber],
		['+1', 100_000, '', noNumber],
		['(', 100_000, '', noNumber],
		['\u0301\u0323', 100_000, '', noNumber],
		['😀', 100_000, '', noNumber],
		['whatsapp://send?phone=&', 10_000, '', noNumber],
		['4@', 100, 'DE', 'it has the character @'],
	])(
		'%j repeated %i times is refused quickly, in a short sentence',
		(part, times, country, reason) => {
			const given = part.repeat(times);
			const { message } = refusal(given, country);
			expect(message).toMatch(/^“.+…” cannot be a phone number: [^“”]+\.$/u);
			expect(message).toContain(reason);
			expect([...message].length).toBeLessThan(130);
			// A surrogate pair is not split.
			expect(encodeURIComponent(message)).toBeTruthy();
		},
	);
});

describe('numbers that WhatsApp may store in another format', () => {
	test.each<[unknown, string, string, string]>([
		[
			'+55 11 6123-4567',
			'',
			'+551161234567',
			'This Brazilian mobile number lacks the ninth digit. If it does not arrive, write it with a 9 after the area code.',
		],
		[
			'551161234567',
			'BR',
			'+551161234567',
			'This Brazilian mobile number lacks the ninth digit. If it does not arrive, write it with a 9 after the area code.',
		],
		[
			'+52 1 55 1234 5678',
			'',
			'+5215512345678',
			'This Mexican number has the old 1 after +52. If it does not arrive, write it without the 1.',
		],
		[
			'5215512345678',
			'MX',
			'+5215512345678',
			'This Mexican number has the old 1 after +52. If it does not arrive, write it without the 1.',
		],
		[
			'+54 11 1234-5678',
			'',
			'+541112345678',
			'This Argentinian number lacks the 9 after +54 that mobile numbers have. If it does not arrive, write it with the 9.',
		],
	])('%p with the default country “%s” stays %s, with a note', (given, country, e164, note) => {
		expect(readPhone(given, country)).toEqual({ e164, notes: [note] });
	});

	test.each(['+55 11 96123-4567', '+55 11 3123-4567', '+52 55 1234 5678', '+54 9 11 1234-5678'])(
		'%s needs no note',
		(given) => {
			expect(readPhone(given, '')).toEqual({ e164: given.replace(/[ -]/g, ''), notes: [] });
		},
	);
});

test('every country is offered once by its name, with its calling code', () => {
	const all = countries;
	expect(all).toContainEqual({ code: 'DE', name: 'Germany', callingCode: '49' });
	expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
	expect(all.filter(({ name, code }) => name === code)).toEqual([]);
	const names = all.map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

test('any input gives a number that parses to itself, or a fault', () => {
	const country = fc.constantFrom('', 'XX', ...countries.map(({ code }) => code));
	const given = fc.oneof(
		fc.anything(),
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[+(]?[0-9 ()/.-]{3,20}$/),
		fc.stringMatching(/^(tel:|wa\.me\/|whatsapp:|00|\+)[0-9]{5,18}(@c\.us|x1)?$/),
		fc.nat({ max: Number.MAX_SAFE_INTEGER }),
		fc
			.tuple(country, fc.stringMatching(/^\d{4,12}$/))
			.map(([code, rest]) =>
				code === '' || code === 'XX'
					? rest
					: `+${getCountryCallingCode(code as CountryCode)}${rest}`,
			),
	);
	fc.assert(
		fc.property(given, country, country, (text, home, elsewhere) => {
			try {
				const { e164 } = readPhone(text, home);
				expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
				expect(readPhone(e164, elsewhere).e164).toBe(e164);
			} catch (error) {
				if (!(error instanceof GatewayError)) throw error;
				expect(error).toMatchObject({ fault: 'recipientInvalid', sent: 'no', retryable: false });
				expect([...error.message].length).toBeLessThan(130);
				expect(error.message).not.toMatch(/[\r\n\t]/);
			}
		}),
		{ numRuns: 5000 },
	);
});
