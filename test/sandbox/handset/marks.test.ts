import { blocksOf, piecesOf, type Piece } from '../../../sandbox/handset/page/text/marks';

/** Pieces as markup of one letter, to be read at a glance. */
function written(pieces: readonly Piece[]): string {
	return pieces
		.map((piece) => {
			if (typeof piece === 'string') return piece;
			if (piece.kind === 'link') return `[${piece.url}]`;
			if (piece.kind === 'code') return `<c>${piece.text}</c>`;
			const tag = piece.kind[0];
			return `<${tag}>${written(piece.pieces)}</${tag}>`;
		})
		.join('');
}

test.each([
	['*bold* and _italic_', '<b>bold</b> and <i>italic</i>'],
	['*_both_*', '<b><i>both</i></b>'],
	['~*a* b~', '<s><b>a</b> b</s>'],
	['2 * 3 * 4', '2 * 3 * 4'],
	['a*b*c and snake_case_name', 'a*b*c and snake_case_name'],
	['* not bold*', '* not bold*'],
	['*open', '*open'],
	['`*code*`', '<c>*code*</c>'],
	['*see https://a.example/x_y_z*', '<b>see [https://a.example/x_y_z]</b>'],
	['(https://a.example/b).', '([https://a.example/b]).'],
	['https://a.example/_x_', '[https://a.example/_x]_'],
	['javascript:alert(1) ftp://a.example', 'javascript:alert(1) ftp://a.example'],
	['<b>*x*</b>', '<b><b>x</b></b>'],
	['*مرحبا* 👍', '<b>مرحبا</b> 👍'],
])('%j is read as %j', (text, expected) => {
	expect(written(piecesOf(text))).toBe(expected);
});

test('lines become lists, quotes and monospace', () => {
	expect(
		blocksOf('Buy:\n- milk\n- *eggs*\n3. three\n> said\n> twice\n```a *b*\nc```\nend'),
	).toEqual([
		{ kind: 'text', pieces: ['Buy:'] },
		{
			kind: 'bullets',
			start: 1,
			items: [['milk'], [{ kind: 'bold', pieces: ['eggs'] }]],
		},
		{ kind: 'numbers', start: 3, items: [['three']] },
		{ kind: 'quote', pieces: ['said', '\n', 'twice'] },
		{ kind: 'mono', text: 'a *b*\nc' },
		{ kind: 'text', pieces: ['end'] },
	]);
	expect(blocksOf('an open ``` mark')).toEqual([{ kind: 'text', pieces: ['an open ``` mark'] }]);
});

test.each(['*', '_*', '*a ', '`', '~_*a', '> ', '- ', '```', 'https://a.example '])(
	'100,000 characters of %j are read to their end',
	(part) => {
		const text = part.repeat(Math.ceil(100_000 / part.length));
		expect(blocksOf(text).length).toBeGreaterThanOrEqual(0);
	},
);
