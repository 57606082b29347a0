import fc from 'fast-check';

import { countCodePoints } from '../../nodes/WhatsAppGateway/whatsapp/limits';
import { splitText } from '../../nodes/WhatsAppGateway/whatsapp/splitText';

const lengths = (parts: readonly string[]) => parts.map(countCodePoints);
const repeat = (text: string, times: number) => text.repeat(times).trim();

test.each<[string, string, number, string[]]>([
	['short', 'Hello', 20, ['Hello']],
	['exactly as long', 'a'.repeat(20), 20, ['a'.repeat(20)]],
	['paragraphs', 'One and two.\n\nThree, and four.', 20, ['One and two.', 'Three, and four.']],
	['lines', 'One, and two.\n- three and four', 20, ['One, and two.', '- three and four']],
	['indented lines', 'One, and two.\n\n  - three, four', 20, ['One, and two.', '  - three, four']],
	['sentences', 'Is it 5.90? Yes it is 5.90.', 20, ['Is it 5.90?', 'Yes it is 5.90.']],
	['words', 'one two three four five six', 20, ['one two three four', 'five six']],
	['a greeting alone', `Hi ${'a'.repeat(30)}`, 20, ['Hi', 'a'.repeat(20), 'a'.repeat(10)]],
	[
		'Japanese sentences',
		'今日はとても良い天気です。明日は雨です。',
		20,
		['今日はとても良い天気です。明日は雨です。'],
	],
	[
		'Japanese',
		'今日はとても良い天気です。明日は雨になるでしょう。',
		20,
		['今日はとても良い天気です。', '明日は雨になるでしょう。'],
	],
	[
		'a link',
		`See this: https://a.example/?Big.One!Two`,
		31,
		['See this:', 'https://a.example/?Big.One!Two'],
	],
	['white space', ' '.repeat(50).concat('a'), 20, ['a']],
])('%s', (_, text, max, parts) => {
	expect(splitText(text, max).map((part) => part.replace(/^ {3,}/, ''))).toEqual(parts);
});

test('an emoji of several characters stays whole', () => {
	const family = '👨‍👩‍👧‍👦';
	const parts = splitText(family.repeat(12), 20);
	expect(parts.join('')).toBe(family.repeat(12));
	expect(parts.every((part) => part.replaceAll(family, '') === '')).toBe(true);
	expect(
		splitText(`${'🇩🇪'.repeat(15)}`, 21).every((part) => part.replaceAll('🇩🇪', '') === ''),
	).toBe(true);
	expect(splitText('é'.repeat(25), 21).every((part) => !part.startsWith('\u0301'))).toBe(true);
});

describe('a block of code', () => {
	const code = (lines: number) => `\`\`\`\n${repeat('let a = 1;\n', lines)}\n\`\`\``;

	test('stays whole where it can', () => {
		const text = `${repeat('Some words. ', 4)}\n\n${code(5)}\n\nThe end.`;
		expect(splitText(text, 80)).toEqual([repeat('Some words. ', 4), `${code(5)}\n\nThe end.`]);
	});

	test('is closed and opened again where it is longer than a part', () => {
		const parts = splitText(`Look:\n${code(20)}\nThe end.`, 80);
		expect(parts.length).toBeGreaterThan(2);
		for (const part of parts) expect(part.split('```')).toHaveLength(3);
		expect(parts.join('\n').match(/let a = 1;/g)).toHaveLength(20);
		expect(Math.max(...lengths(parts))).toBeLessThanOrEqual(80);
		expect(parts.at(-1)).toContain('The end.');
	});

	test('of one long line is cut as well', () => {
		const parts = splitText(`\`\`\`\n${'x'.repeat(200)}\n\`\`\``, 80);
		expect(parts.join('').match(/x/g)).toHaveLength(200);
		for (const part of parts) expect(part.split('```')).toHaveLength(3);
	});

	test('that is not closed is text', () => {
		expect(splitText(`\`\`\`\n${repeat('a b\n', 20)}`, 40).length).toBeGreaterThan(1);
	});
});

test('20,000 characters of prose give five full parts', () => {
	const text = repeat(`${repeat('Lorem ipsum dolor sit amet. ', 14)}\n\n`, 51);
	const parts = splitText(text, 4096);
	expect(lengths(parts).every((length) => length <= 4096)).toBe(true);
	expect(parts).toHaveLength(6);
	expect(parts.join('\n\n')).toBe(text);
});

const pieces = [
	...[
		'word ',
		'word',
		'Word. ',
		'\n',
		'\n\n',
		' ',
		'👨‍👩‍👧',
		'🇩🇪',
		'```',
		'```\n',
		'今日は。',
		'é',
		'สวัสดี',
		'\ud83d',
	],
	...['https://a.example/b_c?d=E!F ', '- ', '\t', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
];

test('no character is lost but white space and marks of code, and every part fits', () => {
	const bare = (text: string) => text.replace(/\s|`/g, '');
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (given) => {
			const text = given.join('');
			const parts = splitText(text, 40);
			expect(bare(parts.join(''))).toBe(bare(text));
			expect(lengths(parts).every((length) => length > 0 && length <= 40)).toBe(true);
		}),
		{ numRuns: 2000 },
	);
});

test.each(['a', ' ', '\n', '```', '`', '👨‍👩‍👧', '. ', 'a ', '\n\n', '。', '```\n', '\ud83d'])(
	'%j again and again is split into as many parts as it needs',
	(piece) => {
		const text = piece.repeat(Math.ceil(30_000 / piece.length));
		const parts = splitText(text, 4096);
		expect(parts.length).toBeLessThanOrEqual(Math.ceil((2 * text.length) / 4096));
		expect(lengths(parts).every((length) => length <= 4096)).toBe(true);
	},
);
