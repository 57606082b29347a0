/** One odd value of a field, as an expression gives it. */
export interface OddValue {
	readonly name: string;
	readonly value: unknown;
	/** Whether it stands for no value at all. */
	readonly isEmpty?: true;
	/** Whether it is what an expression gives that found nothing, which is no wish to clear a field. */
	readonly isMissing?: true;
	/** Whether it is tried out where each cell takes a run of its own. */
	readonly isKeen?: true;
}

const depth = 20_000;
/** JSON that no reader by recursion survives. */
const deepJson = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

export const oddValues: readonly OddValue[] = [
	{ name: 'null', isMissing: true, value: null, isEmpty: true, isKeen: true },
	{ name: 'undefined', isMissing: true, value: undefined, isEmpty: true, isKeen: true },
	{ name: 'an empty text', value: '', isEmpty: true, isKeen: true },
	{ name: 'spaces', value: ' \u00a0\n\t ', isEmpty: true },
	{ name: 'an empty list', value: [], isEmpty: true, isKeen: true },
	{
		name: 'a list of nothing',
		isMissing: true,
		value: [null, undefined],
		isEmpty: true,
		isKeen: true,
	},
	{ name: 'a list that lacks an entry', value: [null, 'a'] },
	{ name: 'an empty object', value: {} },
	{ name: 'an object', value: { a: 1 }, isKeen: true },
	{ name: 'a list', value: [1, { a: 2 }] },
	{ name: 'an object as text', value: '[object Object]' },
	{ name: 'the word undefined', value: 'undefined', isKeen: true },
	{ name: 'true', value: true },
	{ name: 'false', value: false },
	{ name: 'zero', value: 0 },
	{ name: 'a number', value: 42 },
	{ name: 'a negative number', value: -1.5 },
	{ name: 'a huge number', value: 1e300 },
	{ name: 'NaN', value: NaN, isKeen: true },
	{ name: 'infinity', value: Infinity },
	{ name: 'a number with spaces', value: ' 1 042 ' },
	{ name: 'a step up', value: '../me', isKeen: true },
	{ name: 'an encoded step up', value: '%2e%2e%2fme' },
	{ name: 'a path and a query', value: 'a/b?c=d#e' },
	{ name: 'only dots', value: '..' },
	{ name: 'an emoji', value: '👨‍👩‍👧' },
	{ name: 'half an emoji', value: 'a\ud83d' },
	{ name: 'Arabic with marks', value: '\u202eمرحبا\u200f' },
	{ name: 'a zero byte and lines', value: 'a\u0000b\r\nX-Evil: 1', isKeen: true },
	{ name: 'quotes and a tag', value: `"';--<b>{{1}}` },
	{ name: 'a megabyte', value: 'x'.repeat(1_048_576), isKeen: true },
	{ name: '__proto__', value: '__proto__' },
	{ name: 'constructor', value: 'constructor' },
	{ name: 'a date', value: new Date(0) },
	{ name: 'no date', value: new Date(NaN) },
	{ name: 'half of a JSON', value: '{"1": "An', isKeen: true },
	{ name: 'a deep JSON', value: deepJson, isKeen: true },
];
