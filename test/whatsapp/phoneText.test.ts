import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { readPhone } from '../../nodes/WhatsAppGateway/whatsapp/phone';
import { findForeignText, visibleText } from '../../nodes/WhatsAppGateway/whatsapp/phoneText';

const anna = '+491713920012';

/** What becomes of a text: the number, or why it is refused. */
function read(given: unknown, country = ''): string {
	try {
		return readPhone(given, country).e164;
	} catch (error) {
		if (error instanceof GatewayError) return error.message;
		throw error;
	}
}

describe('what a spreadsheet adds', () => {
	test.each([
		['+551187654321.0', '', '+551187654321', '.0'],
		['+491713920012.0', '', anna, '.0'],
		['+491713920012,0', '', anna, ',0'],
		['+491713920012.00', '', anna, '.00'],
		['491713920012.0', 'DE', anna, '.0'],
		['1713920012.0', 'DE', anna, '.0'],
		['+49 171 3920012.0', '', anna, '.0'],
	])('%p (%s) is %s, with a note', (given, country, e164, decimals) => {
		const { e164: found, notes } = readPhone(given, country);
		expect(found).toBe(e164);
		expect(notes[0]).toBe(
			`The “${decimals}” after ${e164} was taken off, because spreadsheets add it. Format the column as text.`,
		);
	});

	test.each([
		'+491713920012.5',
		'+491713920012.25',
		'+491713920012.000',
		'0171.392.001.2',
		'+551187654321,1',
	])('%p has other decimals and is refused', (given) => {
		expect(read(given, 'DE')).toBe(
			`“${given}” cannot be a phone number: it has decimals; format the column as text.`,
		);
	});

	test('a JSON number is the number that it shows', () => {
		expect(readPhone(491713920012.0, 'DE')).toEqual({ e164: anna, notes: [] });
		expect(read(491713920012.5, 'DE')).toContain('it must be one number and nothing else');
	});
});

describe('what stands around a number is taken off', () => {
	test.each([
		['Tel.: +49 171 3920012'],
		['Tel. +49 171 3920012'],
		['Telefon: 0171 3920012'],
		['Mobile: +49 171 3920012'],
		['Mobil 0171/3920012'],
		['Móvil: +49 171 3920012'],
		['M: +49 171 3920012'],
		['Téléphone : +49 171 3920012'],
		['WhatsApp: +491713920012'],
		['Phone number: +491713920012'],
		['Anna: +491713920012'],
		['Anna Schmidt <+491713920012>'],
		['"Anna" <+49 171 3920012>'],
		['<+491713920012>'],
		['<tel:+491713920012>'],
		['(DE) +49 171 3920012'],
		['DE +49 171 3920012'],
		['DE: +49 171 3920012'],
		['🇩🇪 +49 171 3920012'],
		['📱 +49 171 3920012'],
		['☎️ 0171 3920012'],
		['+49 171 3920012.'],
		['+49 171 3920012,'],
		['+49 171 3920012;'],
		['+49 171 3920012 (mobile)'],
		['(mobile) +49 171 3920012'],
		['- +49 171 3920012'],
		['• +49 171 3920012'],
		['*+49 171 3920012*'],
		['„+49 171 3920012“'],
		['=+491713920012'],
		['sms:+491713920012?body=Hi%201'],
		['callto:+491713920012'],
		['mobile: tel:+491713920012'],
		['+49 171 3920012 mobile'],
		['Mob. Nr. 0171 3920012'],
		['(+49 171 3920012)'],
		['[+491713920012]'],
		['(ZZ) 0171 3920012'],
	])('%p', (given) => {
		expect(readPhone(given, 'DE')).toEqual({ e164: anna, notes: [] });
	});

	test.each([
		['(DE) 0171 3920012', 'US', anna],
		['🇩🇪 0171 3920012', 'US', anna],
		['Tel: 0171-3920012 (DE)', 'AT', anna],
		['(DE) +447911123456', 'US', '+447911123456'],
	])('the country beside a number counts before the default one: %p', (given, country, e164) => {
		expect(read(given, country)).toBe(e164);
	});

	const twoNumbers = 'it holds more than one number';
	const noNumber = 'it must be one number and nothing else';
	test.each([
		['Tel.: +49 171 3920012, Mobile: +49 172 1234567', twoNumbers],
		['+49 171 3920012 or +49 172 1234567', twoNumbers],
		['+49 171 3920012 / +49 172 1234567', twoNumbers],
		['+49 171 3920012 & 0172 1234567', twoNumbers],
		['"Anna" <+49 171 3920012>, "Ben" <+1 415 555 0123>', twoNumbers],
		['Customer 17: +49 171 3920012', noNumber],
		['Room 5 <+49 171 3920012>', noNumber],
		['Fax: +49 171 3920012', noNumber],
		['anna1@example.com', noNumber],
	])('%p is refused: %s', (given, reason) => {
		expect(read(given, 'DE')).toBe(
			`“${given.slice(0, 40)}${given.length > 40 ? '…' : ''}” cannot be a phone number: ${reason}.`,
		);
	});
});

describe('a character that is no part of a number', () => {
	const characters = Array.from({ length: 0x2500 - 0x20 }, (_, n) => String.fromCodePoint(n + 0x20))
		.concat([
			...'\u3000ー＋－．，０９（）～＃＊／；：＠',
			'😀',
			'📱',
			'𝟙',
			'🄋',
			'\ufe0f',
			'\t',
			'\n',
		])
		.filter((character) => !/[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/.test(character));

	test.each(['+491713920012', '491713920012'])(
		'in %p, at any place, never makes another number',
		(number) => {
			const others: string[] = [];
			for (const character of characters) {
				for (let place = 0; place <= number.length; place++) {
					const given = number.slice(0, place) + character + number.slice(place);
					const result = read(given, 'DE');
					if (result !== anna && /^\+\d+$/.test(result)) others.push(`${given} ${result}`);
				}
			}
			expect(others).toEqual([]);
		},
	);

	test('is refused between the digits, unless it is a separator', () => {
		const silent = characters.filter(
			(character) =>
				read(`+4917139${character}20012`) === anna && /\S/.test(visibleText(character)),
		);
		expect(silent.join('')).toBe('-./‐‑‒–—―−ー－．／');
	});

	test.each(['~', '*', '#', ';', ',', '_', '²', '①', '…'])('such as %s is named', (character) => {
		const given = `+49171392${character}0012`;
		expect(read(given)).toMatch(
			character === '①' || character === '²'
				? /cannot be a phone number: it has the character .\.$/
				: /cannot be a phone number: (it has the character .|it has an extension, which WhatsApp cannot dial|it has decimals; format the column as text)\.$/,
		);
	});
});

test.each(['+49 171 3920012/13', '030 1234567/8', '+49 171 3920012 / 013'])(
	'%s is a number and the ending of a second one',
	(text) => {
		expect(findForeignText(text)).toBe('it holds more than one number');
	},
);

test.each(['0171/3920012', '+49 171/392 00 12', '0171/392/00/12', '02302/123', '030 1234567-13'])(
	'%s is one number',
	(text) => {
		expect(findForeignText(text)).toBeUndefined();
	},
);
