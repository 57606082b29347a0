import { table } from '../../host/cli/table';
import { compareMessages, type PhoneMessage } from '../../host/examples/expectedMessages';

const message = (phone: string, text: string): PhoneMessage => ({ phone, kind: 'text', text });
const results = (expected: PhoneMessage[], received: PhoneMessage[]) =>
	compareMessages(expected, received).map(({ message: { text }, result }) => `${text} ${result}`);

test('the order matters for one phone, not between phones', () => {
	const expected = [message('+1', 'a'), message('+1', 'b'), message('+2', 'c')];
	expect(results(expected, [message('+2', 'c'), message('+1', 'a'), message('+1', 'b')])).toEqual([
		'a arrived',
		'b arrived',
		'c arrived',
	]);
	expect(results(expected.slice(0, 2), [message('+1', 'b'), message('+1', 'a')])).toEqual([
		'a missing',
		'b missing',
		'b unexpected',
		'a unexpected',
	]);
});

test('missing and unexpected messages are both reported', () => {
	expect(results([message('+1', 'a')], [])).toEqual(['a missing']);
	expect(results([], [message('+1', 'a')])).toEqual(['a unexpected']);
	expect(results([message('+1', 'a')], [message('+1', 'A')])).toEqual([
		'a missing',
		'A unexpected',
	]);
});

test('a template in another language is not the expected one', () => {
	const template = (language: string): PhoneMessage => ({
		...message('+1', 'a'),
		template: { name: 'welcome_back', language },
	});
	expect(results([template('en')], [template('de')])).toEqual(['a missing', 'a unexpected']);
});

test('a table aligns its columns and cuts a long line', () => {
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
