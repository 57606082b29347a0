import { getCountries } from 'libphonenumber-js/mobile';

import {
	isQuietAt,
	isQuietFor,
	readClockTime,
} from '../../nodes/WhatsAppGateway/whatsapp/quietHours';
import { timeZonesOf } from '../../nodes/WhatsAppGateway/whatsapp/timeZones';

const night = { from: 21 * 60, until: 8 * 60 };
const german = '+491713920012';
const american = '+14155550123';

test.each<[number, number, string[], string[]]>([
	[21, 8, ['21:00', '23:59', '00:00', '07:59'], ['08:00', '20:59']],
	[12, 14, ['12:00', '13:59'], ['11:59', '14:00', '00:00']],
	[8, 8, [], ['00:00', '08:00', '23:59']],
])('from %d to %d', (from, until, quiet, open) => {
	const isQuiet = (time: string) =>
		isQuietAt(readClockTime(time, ''), { from: from * 60, until: until * 60 });
	expect(quiet.filter((time) => !isQuiet(time))).toEqual([]);
	expect(open.filter(isQuiet)).toEqual([]);
});

test.each([
	['21:00', 1260],
	['8:05', 485],
	['08.05', 485],
	[' 00:00 ', 0],
])('“%s” is a time of day', (text, minutes) => {
	expect(readClockTime(text, 'From')).toBe(minutes);
});

test.each(['', '24:00', '9pm', '21', '21:60', '-1:00'])('“%s” is none', (text) => {
	expect(() => readClockTime(text, 'From')).toThrow('From must be a time of day');
});

test.each<[string, string, string, boolean | 'unknown']>([
	['in Germany in winter', german, '2026-01-15T19:59:00Z', false],
	['in Germany in winter', german, '2026-01-15T20:00:00Z', true],
	['in Germany in summer', german, '2026-07-15T18:59:00Z', false],
	['in Germany in summer', german, '2026-07-15T19:00:00Z', true],
	['in India, half an hour off', '+919812345678', '2026-01-15T15:29:00Z', false],
	['in India, half an hour off', '+919812345678', '2026-01-15T15:30:00Z', true],
	// From 8:00 in Hawaii to 21:00 in New York.
	['anywhere in the United States', american, '2026-01-15T17:59:00Z', true],
	['anywhere in the United States', american, '2026-01-15T18:00:00Z', false],
	['anywhere in the United States', american, '2026-01-16T01:59:00Z', false],
	['anywhere in the United States', american, '2026-01-16T02:00:00Z', true],
	['a user ID has its country', 'DE.abc123', '2026-01-15T20:00:00Z', true],
	['a number of no country', '+88213123456', '2026-01-15T20:00:00Z', 'unknown'],
	// Ofcom's numbers for fiction are of no network, but of the United Kingdom and its islands.
	['a number of the calling code only', '+447700900456', '2026-01-15T21:00:00Z', true],
])('quiet hours %s: %s at %s', (_what, person, at, expected) => {
	expect(isQuietFor(person, night, Date.parse(at))).toBe(expected);
});

test('every country has time zones, and this Node knows all of them', () => {
	const countries = getCountries();
	const without = countries.filter((country) => timeZonesOf(`${country}.a`).length === 0);
	expect(without).toEqual([]);
	const zones = new Set(countries.flatMap((country) => timeZonesOf(`${country}.a`)));
	for (const timeZone of zones) {
		expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
	}
	expect(zones.size).toBeGreaterThan(200);
});

test('a time zone that is newer than this Node is left out, and the others of the country count', () => {
	const { DateTimeFormat } = Intl;
	jest.spyOn(Intl, 'DateTimeFormat').mockImplementation((locales, options) => {
		// As a Node.js does whose time zones are older than the split of Chile in 2025.
		if (options?.timeZone === 'America/Coyhaique') throw new RangeError('Invalid time zone');
		return new DateTimeFormat(locales, options);
	});
	const chilean = '+56961234567';
	expect(isQuietFor(chilean, night, Date.parse('2026-01-15T15:00:00Z'))).toBe(false);
	expect(isQuietFor(chilean, night, Date.parse('2026-01-15T03:00:00Z'))).toBe(true);
	jest.restoreAllMocks();
});
