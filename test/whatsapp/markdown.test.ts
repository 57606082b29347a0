import fc from 'fast-check';

import { markdownToWhatsApp } from '../../nodes/WhatsAppGateway/whatsapp/markdown';

test.each<[string, string, string]>([
	['bold', '**Anna**, and __Ben__', '*Anna*, and *Ben*'],
	['italic', '*Anna*, and _Ben_', '_Anna_, and _Ben_'],
	['both', '***Anna*** **_Ben_**', '*_Anna_* *_Ben_*'],
	['strikethrough', '~~59.90~~ 49.90', '~59.90~ 49.90'],
	['a mark within another', '**Your *last* order**', '*Your _last_ order*'],
	['bold beside a quotation mark', '**“Anna”**님, a **(b)**c', '“Anna”님, a (b)c'],
	['bold in a sentence without spaces', '这是**粗体（重点）**文字', '这是粗体（重点）文字'],
	['a heading', '# Order\n\n### Next **steps**', '*Order*\n\n*Next steps*'],
	['a heading with code', '## Run `npm` now', '*Run* `npm` *now*'],
	['an underlined heading', 'Order\n=====', '*Order*'],
	['code', 'Use `a_b * c`', 'Use `a_b * c`'],
	['code with a backtick', '``a`b``', '```a`b```'],
	['a block of code', '```js\nlet a = 1;\n\n\tb();\n```', '```\nlet a = 1;\n\n\tb();\n```'],
	['a list', '* one\n* two', '- one\n- two'],
	['a numbered list', '3. one\n4) two', '3. one\n\n4. two'],
	['a list in a list', '- a\n  - b\n    1. c\n- d', '- a\n  - b\n    1. c\n- d'],
	['entries with a blank line between', '1. a\n\n2. b', '1. a\n\n2. b'],
	['an entry of two paragraphs', '- a\n\n  b', '- a\n\n  b'],
	['tasks', '- [ ] call\n- [x] pay', '☐ call\n☑ pay'],
	['a quote', '> a\n> **b**\n>\n> c', '> a\n> *b*\n>\n> c'],
	['a quote in a quote', '> a\n>> b', '> a\n>\n> b'],
	['a list in a quote', '> - a\n> - b', '> - a\n> - b'],
	['a link', 'See [our shop](https://shop.example/a_b)', 'See our shop (https://shop.example/a_b)'],
	['a link of its address', '[shop.example](https://shop.example/)', 'https://shop.example/'],
	[
		'a link in angle brackets',
		'<https://shop.example> <a@b.example>',
		'https://shop.example a@b.example',
	],
	['a bold link', '**[Shop](https://shop.example)**', '*Shop* (https://shop.example)'],
	['a link with a title', '[Shop](https://s.example "Sale")', 'Shop (https://s.example “Sale”)'],
	['an odd link', '[Shop](javascript:alert%281%29)', 'Shop (javascript:alert%281%29)'],
	['an address', 'https://s.example/_a_/b_*c', 'https://s.example/_a_/b_*c'],
	['a bold address', '**https://s.example**', '*https://s.example*'],
	['a picture', '![A *rose*](https://s.example/r.png)', 'A rose (https://s.example/r.png)'],
	['a picture without words', '![](https://s.example/r.png)', 'https://s.example/r.png'],
	['a line', 'a\n\n---\n\nb', 'a\n\n———\n\nb'],
	['a line break', 'a  \nb\\\nc\nd<br>e<br/>\nf', 'a\nb\nc\nd\ne\nf'],
	['escapes', '1\\. \\# 5\\*', '1. # 5*'],
	['entities', 'R&amp;B &euro; &nosuch;', 'R&B € &nosuch;'],
	['HTML', '<b>a</b> <i>b</i> <u>c</u> <del>d</del>', '*a* _b_ c ~d~'],
	['HTML that is open', '<b>a', 'a'],
	['what only looks like HTML', 'Hello <your name>, 1 < 2', 'Hello <your name>, 1 < 2'],
	['blocks of HTML', '<details><summary>A</summary>\n\n**b**\n\n</details>', 'A\n\n*b*'],
	['a footnote', 'a[^1]\n\n[^1]: The *note*', 'a[^1]\n\n[^1]: The _note_'],
	['a reference', '[Shop][1]\n\n[1]: https://s.example', '[Shop][1]\n\n[1]: https://s.example'],
	['emoji', '**👨‍👩‍👧 family** 🎉', '*👨‍👩‍👧 family* 🎉'],
	['Arabic and Hindi', '**مرحبا** *नमस्ते*', '*مرحبا* _नमस्ते_'],
	['Windows line breaks', 'a\r\n\r\n- b\r\n- c', 'a\n\n- b\n- c'],
])('%s: %j is %j', (_, markdown, text) => {
	expect(markdownToWhatsApp(markdown)).toBe(text);
});

describe('where WhatsApp would not show a mark', () => {
	test.each<[string, string, string]>([
		['within a word', '**bold**text, un**believ**able', 'boldtext, unbelievable'],
		['before punctuation it is shown', '(**a**), **b**: **c**.', '(*a*), *b*: *c*.'],
		['over a line break', '**one\ntwo**', '*one*\n*two*'],
		['with white space inside', 'x <b> a </b>b', 'x  *a* b'],
		['around a mark of the same kind', '**5\\* hotel**', '5* hotel'],
		['a calculation', '2*3*4', '2*3*4'],
		['names in code', 'snake_case_name', 'snake_case_name'],
		['spaces around', '2 * 3 * 4 _ 5', '2 * 3 * 4 _ 5'],
	])('%s', (_, markdown, text) => {
		expect(markdownToWhatsApp(markdown)).toBe(text);
	});
});

describe('a table', () => {
	test('of few columns has a line for each row', () => {
		const table = '| Name | Total |\n|---|--:|\n| Anna | **59.90** |\n| Ben | |';
		expect(markdownToWhatsApp(table)).toBe('- Name: Anna, Total: *59.90*\n- Name: Ben, Total: –');
	});

	test('of many columns has a paragraph for each row', () => {
		const table = '|A|B|C|D|\n|-|-|-|-|\n|1|2|3|4|\n|5|6|7|8|';
		expect(markdownToWhatsApp(table)).toBe('A: 1\nB: 2\nC: 3\nD: 4\n\nA: 5\nB: 6\nC: 7\nD: 8');
	});

	test('with a cell too many stays as it is, because the cell would be left out', () => {
		const table = '| A |\n|---|\n| b | c |';
		expect(markdownToWhatsApp(table)).toBe(table);
	});

	test('of heads alone has their names', () => {
		expect(markdownToWhatsApp('|A|B|\n|-|-|')).toBe('A, B');
	});

	test('with long heads and many rows does not repeat them', () => {
		const table = `|${'a'.repeat(5000)}|\n|-|\n${'|b|\n'.repeat(5000)}`;
		expect(markdownToWhatsApp(table).length).toBeLessThan(table.length);
	});
});

/** Words that no markup contains, so that they can be counted in the result. */
function wordsIn(text: string): string[] {
	return text.match(/wort\d+/g) ?? [];
}

const pieces = [
	...['**', '*', '_', '__', '~~', '`', '``', '\n```\n', '\n~~~\n', '\n', '\n\n', '  \n', ' ', '\\'],
	...[
		'[',
		'](',
		')',
		'![',
		'<',
		'>',
		'\n> ',
		'\n- ',
		'\n  - ',
		'\n1. ',
		'\n# ',
		'\n---\n',
		'\n    ',
	],
	...[
		'[ ] ',
		'[x] ',
		'<b>',
		'</b>',
		'<br>',
		'<i>',
		'</i>',
		'<p>',
		'<!--',
		'-->',
		'&amp;',
		'&',
		'"',
	],
	...['https://', ':', '.', '[^1]: ', '[1]: ', '\t', '👨‍👩‍👧', '\u0000', '\ud83d', '\n===\n', '~', '|'],
];

const markdownOf = fc
	.array(fc.oneof(fc.constantFrom(...pieces), fc.constant('wort')), { maxLength: 60 })
	.map((parts) => parts.map((part, at) => (part === 'wort' ? `wort${at} ` : part)).join(''));

test('no word is lost, and their order stays', () => {
	fc.assert(
		fc.property(markdownOf, (markdown) => {
			const words = wordsIn(markdown.replace(/```[^\n]*|~~~[^\n]*/g, ''));
			// The head of a table stands in each of its rows.
			const found = [...new Set(wordsIn(markdownToWhatsApp(markdown)))];
			expect(found.filter((word) => words.includes(word))).toEqual(words);
		}),
		{ numRuns: 3000, examples: [['wort0 |\n---\n**\nwort5 ']] },
	);
});

test('text without marks stays as it is', () => {
	const line = fc
		.array(fc.constantFrom('Anna', 'wort1', 'a_b', '5', '€', 'Zoë,', '(so)', 'नमस्ते', '🎉', 'a-b'), {
			minLength: 1,
			maxLength: 8,
		})
		.map((words) => `x ${words.join(' ')}`);
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
			const text = lines.join('\n');
			expect(markdownToWhatsApp(text)).toBe(text);
		}),
	);
});

test('a second time changes no word', () => {
	fc.assert(
		fc.property(markdownOf, (markdown) => {
			const once = markdownToWhatsApp(markdown);
			const words = wordsIn(once.replace(/```[^\n]*|~~~[^\n]*/g, ''));
			const twice = wordsIn(markdownToWhatsApp(once));
			expect(twice.filter((word) => words.includes(word))).toEqual(words);
		}),
		{ numRuns: 1000 },
	);
});

test.each([
	...[
		'- *',
		'+ _',
		'*x *x ',
		'*]',
		'[a](',
		'![',
		'`',
		'``a`',
		'<',
		'> ',
		'>',
		'- ',
		'1. ',
		'***a',
		'_a_*',
	],
	...[
		'~~a',
		'\\',
		'&',
		'[^1]',
		'http://',
		'<!--',
		'<a ',
		'**a* ',
		'] ',
		'*a_',
		'a\n===\n',
		'|a',
		'|-',
	],
	...['<b>', '</i>', '**a**b', '- a\n  ', '\n\n', '(', ':', ' - ', '[](', '"', '**a ', 'a|\n-|\n'],
])('%j again and again keeps its words', (piece) => {
	const markdown = `wort1 ${piece.repeat(Math.ceil(20_000 / piece.length))} wort2`;
	const text = markdownToWhatsApp(markdown);
	expect(wordsIn(text)).toEqual(['wort1', 'wort2']);
	expect(text.length).toBeLessThan(3 * markdown.length);
});

test('tags within tags without end keep the words', () => {
	const converted = markdownToWhatsApp(`${'<b>'.repeat(20_000)}words`);
	expect(converted).toContain('words');
});
