import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { formerMobileFormats } from '../../nodes/WhatsAppGateway/whatsapp/formerMobileFormats';
import { readPhone } from '../../nodes/WhatsAppGateway/whatsapp/phone';

const anna = '+491713920012';

/** What becomes of a text: the number, or why it is refused. */
function read(given: unknown, country: string, isWhatsAppId = false): string {
	try {
		return readPhone(given, country, 'To', { isWhatsAppId }).e164;
	} catch (error) {
		if (error instanceof GatewayError) return error.message;
		throw error;
	}
}

const mobiles = (Object.entries(examples) as Array<[CountryCode, string]>).map(
	([country, national]) => [country, `+${getCountryCallingCode(country)}${national}`] as const,
);

describe('digits without + that are an international number of another country', () => {
	test.each([
		['447400123456', 'DE', '+447400123456', '+447400123456 (United Kingdom)', 'Germany'],
		['919876543210', 'DE', '+919876543210', '+919876543210 (India)', 'Germany'],
		['49 171 3920012', 'US', anna, `${anna} (Germany)`, 'United States'],
		[491713920012, 'FR', anna, `${anna} (Germany)`, 'France'],
	])('%p with the default country %s is %s, with a note', (given, country, e164, named, home) => {
		expect(readPhone(given, country)).toEqual({
			e164,
			notes: [
				`“${given}” was read as ${named}, because it cannot be a mobile number of the default country (${home}). Write a + before it.`,
			],
		});
	});

	test.each([
		['6737123456', 'IN', '+6737123456 (Brunei) or +916737123456 (India)'],
		['15123456789', 'DE', '+15123456789 (United States) or +4915123456789 (Germany)'],
		['5016221234', 'US', '+5016221234 (Belize) or +15016221234 (United States)'],
	])(
		'%p with the default country %s is refused, and both numbers are named',
		(given, country, both) => {
			expect(read(given, country)).toBe(`“${given}” can be two numbers: ${both}.`);
		},
	);

	test.each([
		['015123456789', 'DE', '+4915123456789'],
		['(501) 622-1234', 'US', '+15016221234'],
		['67371-23456', 'IN', '+916737123456'],
		['+15123456789', 'DE', '+15123456789'],
		['20 7123 4567', 'GB', '+442071234567'],
	])('%p in %s says by its form that it is %s', (given, country, e164) => {
		expect(readPhone(given, country)).toEqual({ e164, notes: [] });
	});

	test('are never sent to somebody else, whatever the default country', () => {
		const outcomes = new Map<string, number>();
		for (const [, e164] of mobiles) {
			for (const [home] of mobiles) {
				const result = read(e164.slice(1), home);
				const isRefused = result.includes(' can be two numbers: ') && result.includes(e164);
				const outcome =
					result === e164 ? 'read' : isRefused ? 'refused' : `${e164} ${home} ${result}`;
				outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			}
		}
		expect([...outcomes.keys()].sort()).toEqual(['read', 'refused']);
		expect(outcomes.get('refused')).toBeLessThan(mobiles.length * mobiles.length * 0.01);
	});

	test('are the person where the field names WhatsApp’s own id, whatever the default country', () => {
		for (const [, e164] of mobiles) {
			for (const home of ['', 'DE', 'US', 'IN', 'MX', 'IT', 'DK']) {
				expect([home, read(e164.slice(1), home, true)]).toEqual([home, e164]);
			}
		}
	});
});

describe('WhatsApp’s own id of a person with a landline', () => {
	test.each([
		['4533121212', 'IN', '+4533121212'],
		['4930123456', 'US', '+4930123456'],
		['6531234567', 'IN', '+6531234567'],
		['4533121212', 'US', '+4533121212'],
	])('%s with the default country %s is %s', (id, home, e164) => {
		expect(read(id, home, true)).toBe(e164);
	});

	test('is refused where it can also be a mobile number at home', () => {
		expect(read('34912345678', 'BR', true)).toBe(
			'“34912345678” can be two numbers: +34912345678 (Spain) or +5534912345678 (Brazil).',
		);
	});

	test.each([
		['01713920012', 'DE', anna],
		['1713920012', 'DE', anna],
		['9876543210', 'IN', '+919876543210'],
	])('is not what a number of the user’s own contacts is: %s in %s', (given, home, e164) => {
		expect(read(given, home, true)).toBe(e164);
	});
});

describe('numbers in a form that their country has left', () => {
	test.each([
		['+225 07 12 34 56', '', '+22507123456', 'Ivory Coast'],
		['22507123456', 'DE', '+22507123456', 'Ivory Coast'],
		['07123456', 'CI', '+22507123456', 'Ivory Coast'],
		['+229 97 12 34 56', '', '+22997123456', 'Benin'],
		['+241 07 28 15 01', '', '+24107281501', 'Gabon'],
		['+237 75 50 52 47', '', '+23775505247', 'Cameroon'],
		['+230 712 3456', '', '+2307123456', 'Mauritius'],
		['+84 168 123 4567', '', '+841681234567', 'Vietnam'],
		['841681234567', 'DE', '+841681234567', 'Vietnam'],
	])('%p (%s) is taken as it is, with a note', (given, country, e164, named) => {
		const { e164: read, notes } = readPhone(given, country);
		expect(read).toBe(e164);
		expect(notes.at(-1)).toContain(named);
		expect(notes.at(-1)).toContain('If it does not arrive, write it with');
	});

	test.each(['+2250712345678', '+2290197123456', '+24166111111', '+237675505247', '+23057123456'])(
		'%s has today’s form and needs no note',
		(given) => expect(readPhone(given, '')).toEqual({ e164: given, notes: [] }),
	);

	test('each has its source', () => {
		for (const { source } of formerMobileFormats) expect(source).toMatch(/^https:\/\/\S+$/);
	});
});
