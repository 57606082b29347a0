/** The longer of two texts has so many times the length of the other. */
const lengthFactor = 8;

/** Square growth takes 64 times as long; what else the machine does must not look like it. */
const maxFactor = 30;

/** Of the shorter one, in milliseconds: less cannot be measured. */
const leastMs = 3;

/** Pieces of which long texts are made that patterns may run through again and again. */
const pieces = [
	...[
		'a',
		'A_',
		'1',
		'13',
		'131047 ',
		' ',
		'\n',
		'\r\n',
		'\t',
		'.',
		',',
		':',
		': ',
		'; ',
		'-',
		'/',
	],
	...[
		'(',
		'(#',
		'[',
		'[a](',
		'![',
		'<',
		'<b>',
		'<!--',
		'{{',
		'{{ ',
		'"',
		'\\',
		'“',
		'”',
		'|',
		'a|',
	],
	...['*', '*a ', '_a ', '_*', '~', '`', '```', '```a', '> ', '- ', '1. ', '# ', '&', '&amp;', '@'],
	...['é', '😀', '́', '​', 'a\n', 'a:', '://', 'https://a', '/webhook/a', '+1 ', '00', 'x ', '='],
	...[
		'template ',
		'contact ',
		'route ',
		'not found ',
		'The route ',
		'required ability: a.',
		'read:',
	],
] as const;

/** The CPU time of some work in milliseconds; the least of three tries. */
function cost(work: () => void): number {
	const times = [1, 2, 3].map(() => {
		const before = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}

/**
 * The pieces for which the time grows faster than the length of the text, by the CPU time for a text and
 * for one of eight times its length.
 */
export function superlinearPieces(length: number, work: (text: string) => void): string[] {
	const made = (piece: string, characters: number) =>
		piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters);
	work(made('a', length));
	return pieces.filter((piece) => {
		const [short, long] = [made(piece, length), made(piece, lengthFactor * length)];
		const most =
			maxFactor *
			Math.max(
				leastMs,
				cost(() => work(short)),
			);
		const before = process.cpuUsage();
		work(long);
		const { user, system } = process.cpuUsage(before);
		// Once more, should something else have come between.
		return (user + system) / 1000 > most && cost(() => work(long)) > most;
	});
}
