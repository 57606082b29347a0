import fc from 'fast-check';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { readPhone } from '../../nodes/WhatsAppGateway/core/phone';

const anna = '+491713920012';

test.each<[unknown, string, string]>([
	['0 171 392-0012', 'DE', anna],
	['0171/3920012', 'DE', anna],
	['(0171) 392 00 12', 'de', anna],
	['171 3920012', 'DE', anna],
	['0049 171 3920012', '', anna],
	['0049 171 3920012', 'US', anna],
	['011 49 171 3920012', 'US', anna],
	['+49 (171) 392-0012', '', anna],
	['+49 (0)171 3920012', '', anna],
	['(+49) 171 3920012', '', anna],
	['tel:+49-171-3920012', '', anna],
	['whatsapp:+491713920012', '', anna],
	['https://wa.me/491713920012', '', anna],
	['491713920012@c.us', '', anna],
	['491713920012@s.whatsapp.net', '', anna],
	['491713920012', 'DE', anna],
	[491713920012, 'DE', anna],
	[1713920012, 'DE', anna],
	['\u202a+49 171 3920012\u202c', '', anna],
	['\u200e+49\u00a0171\u00a03920012\ufeff', '', anna],
	['＋４９１７１３９２００１２', '', anna],
	['٠١٧١٣٩٢٠٠١٢', 'DE', anna],
	['415 555 0123', 'US', '+14155550123'],
	['14155550123', 'US', '+14155550123'],
	['06 1234567', 'IT', '+39061234567'],
	['391 234 5678', 'IT', '+393912345678'],
	['9876543210', 'IN', '+919876543210'],
	['919876543210', 'IN', '+919876543210'],
	['9171234567', 'IN', '+919171234567'],
	['+683 4000', '', '+6834000'],
])('%p with the default country “%s” is %s', (given, country, e164) => {
	expect(readPhone(given, country)).toEqual({ e164, notes: [] });
});

test.each<[unknown, string, string]>([
	['', 'DE', 'The field To is empty.'],
	[' \u200b ', 'DE', 'The field To is empty.'],
	[null, 'DE', 'The field To holds no phone number.'],
	[{ phone: anna }, 'DE', 'The field To holds no phone number.'],
	['0171', 'DE', '“0171” cannot be a phone number: it has too few digits.'],
	['0171 39', 'DE', '“0171 39” cannot be a phone number: it has too few digits.'],
	['+1 415 555 012', '', '“+1 415 555 012” cannot be a phone number: it has too few digits.'],
	['+1 415 555 01234', '', '“+1 415 555 01234” cannot be a phone number: it has too many digits.'],
	[
		'+999 12345678',
		'',
		'“+999 12345678” cannot be a phone number: it has no country prefix that exists.',
	],
	['home', 'DE', '“home” cannot be a phone number: it is not one phone number.'],
	[
		'0171 3920012; 0172 1234567',
		'DE',
		'“0171 3920012; 0172 1234567” cannot be a phone number: it is not one phone number.',
	],
	[
		'415 555 0123 ext. 9',
		'US',
		'“415 555 0123 ext. 9” cannot be a phone number: it carries an extension.',
	],
	[
		'4155550123',
		'',
		'“4155550123” has no country prefix, and the credential names no default country.',
	],
])('%p with the default country “%s” is refused', (given, country, sentence) => {
	expect(() => readPhone(given, country)).toThrow(sentence);
});

test.each([
	['+55 11 6123-4567', '+551161234567', /ninth digit/],
	['+52 1 55 1234 5678', '+5215512345678', /old 1/],
	['+54 11 1234-5678', '+541112345678', /lacks the 9/],
])('%s is left as it is, with a note on its other form', (given, e164, note) => {
	const phone = readPhone(given, '');
	expect(phone.e164).toBe(e164);
	expect(phone.notes).toEqual([expect.stringMatching(note)]);
});

test('a text as long as a book is refused at once, in a short sentence', () => {
	const begun = performance.now();
	expect(() => readPhone('1'.repeat(1_000_000), 'DE')).toThrow(/^.{20,120}$/);
	expect(performance.now() - begun).toBeLessThan(2000);
});

test('whatever is given, it is a number that reads the same again, or a fault', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[+(]?[0-9 ()/.-]{3,20}$/),
		fc.integer(),
	);
	fc.assert(
		fc.property(texts, fc.constantFrom('', 'DE', 'US', 'IT', 'BR', 'XX'), (given, country) => {
			try {
				const { e164 } = readPhone(given, country);
				expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
				expect(readPhone(e164, country).e164).toBe(e164);
			} catch (error) {
				if (!(error instanceof GatewayError)) throw error;
				expect(error.fault).toBe('recipientInvalid');
			}
		}),
		{ numRuns: 3000 },
	);
});
