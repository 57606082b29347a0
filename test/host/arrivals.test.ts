import { compare, type Arrival } from '../../host/arrivals';
import { unflatten } from '../../host/flatted';
import { table } from '../../host/table';

const text = (phone: string, words: string): Arrival => ({ phone, kind: 'text', text: words });
const verdicts = (expected: Arrival[], arrived: Arrival[]) =>
	compare(expected, arrived).map(({ arrival, verdict }) => `${arrival.text} ${verdict}`);

test('the order counts at one phone, not between phones', () => {
	const expected = [text('+1', 'a'), text('+1', 'b'), text('+2', 'c')];
	expect(verdicts(expected, [text('+2', 'c'), text('+1', 'a'), text('+1', 'b')])).toEqual([
		'a arrived',
		'b arrived',
		'c arrived',
	]);
	expect(verdicts(expected.slice(0, 2), [text('+1', 'b'), text('+1', 'a')])).toEqual([
		'a missing',
		'b missing',
		'b unexpected',
		'a unexpected',
	]);
});

test('what is missing and what nobody expected are both told', () => {
	expect(verdicts([text('+1', 'a')], [])).toEqual(['a missing']);
	expect(verdicts([], [text('+1', 'a')])).toEqual(['a unexpected']);
	expect(verdicts([text('+1', 'a')], [text('+1', 'A')])).toEqual(['a missing', 'A unexpected']);
});

test('a template in another language is not the one that had to come', () => {
	const template = (language: string): Arrival => ({
		...text('+1', 'a'),
		template: { name: 'welcome_back', language },
	});
	expect(verdicts([template('en')], [template('de')])).toEqual(['a missing', 'a unexpected']);
});

test('a table lines its columns up and cuts what is too long', () => {
	expect(
		table(
			[
				['a', 'bbb'],
				['cccc', 'd\ne and more'],
			],
			12,
		),
	).toBe('a     bbb\ncccc  d e a…');
});

test('stored executions are read, with entries that are shared or point at themselves', () => {
	const stored = '[{"a":"1","b":"1","n":7,"self":"0"},["2",true,null],"words"]';
	const root = unflatten(stored) as Record<string, unknown>;
	expect(root['a']).toEqual(['words', true, null]);
	expect(root['b']).toBe(root['a']);
	expect([root['n'], root['self']]).toEqual([7, root]);
});
