import { readMoment } from '../../../nodes/WhatsAppGateway/operations/fields/readMoment';

const read = (value: unknown) => readMoment(value, { displayName: 'Since' }, { timeZone: 'UTC' });

test.each<[unknown, string]>([
	['2026-11-27', '2026-11-27T00:00:00.000Z'],
	['2026-11-27T10:00:00Z', '2026-11-27T10:00:00.000Z'],
	[new Date(0), '1970-01-01T00:00:00.000Z'],
])('%j is a moment', (value, moment) => {
	expect(read(value)?.toISOString()).toBe(moment);
});

test.each([null, undefined, ''])('%j is none', (value) => {
	expect(read(value)).toBeUndefined();
});

test.each([42, '42', -1.5, 45_000, 'soon', true, new Date(NaN)].map((value) => [value]))(
	'%p is refused: a bare number would be a year',
	(value) => {
		expect(() => read(value)).toThrow('The field Since is not a date.');
	},
);

test.each(['A-1042', 'order 5', 'Anna 2026', 'n/a 1'])(
	'%s is refused: its number would be a year or a month',
	(value) => {
		expect(() => read(value)).toThrow('The field Since is not a date.');
	},
);

test.each(['Fri, 27 Nov 2026 10:00:00 GMT', 'November 27, 2026 10:00 UTC', 'Nov 27 2026 10:00Z'])(
	'%s is a moment, which begins with its day or month',
	(value) => {
		expect(read(value)?.toISOString()).toBe('2026-11-27T10:00:00.000Z');
	},
);

test('a date as JavaScript writes it is a moment', () => {
	expect(read(String(new Date(0)))?.getTime()).toBe(0);
});
