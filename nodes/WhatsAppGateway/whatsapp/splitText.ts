/** Around a block of code, for WhatsApp and in Markdown. */
const fence = '```';

/** A block of code, from its first backtick to behind its last one. */
interface Block {
	readonly start: number;
	readonly end: number;
}

/** Where a text may be cut: the first part ends there, and the next one begins at `next`. */
interface Cut {
	readonly end: number;
	readonly next: number;
}

/** The index behind so many characters as WhatsApp counts them. */
function indexAfter(text: string, characters: number): number {
	let index = 0;
	for (let count = 0; count < characters && index < text.length; count++) {
		index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
	}
	return index;
}

/** Whether a text has more characters; a long one is not read to its end. */
function isLonger(text: string, maxCharacters: number): boolean {
	return indexAfter(text, maxCharacters) < text.length;
}

/** The blocks of code that begin before a place. */
function blocksBefore(text: string, limit: number): Block[] {
	const blocks: Block[] = [];
	for (let start = text.indexOf(fence); start !== -1 && start < limit;) {
		const close = text.indexOf(fence, start + fence.length);
		if (close === -1) break;
		const end = close + fence.length;
		blocks.push({ start, end });
		start = text.indexOf(fence, end);
	}
	return blocks;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Segments of a text end where these begin; the last one may go on behind the text. */
function starts(segmenter: Intl.Segmenter, text: string): number[] {
	return [...segmenter.segment(text)].map(({ index }) => index).filter((index) => index > 0);
}

/** The ends of what a pattern matches, which begins where a part may end. */
function matches(text: string, pattern: RegExp): number[] {
	return [...text.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);
}

/** Writing without spaces between words, in which a word ends where Unicode says so. */
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a cut touches a script without spaces on both sides, so that it is not in a link. */
function isUnspaced(text: string, at: number): boolean {
	return (
		unspaced.test(text.slice(Math.max(0, at - 2), at)) && unspaced.test(text.slice(at, at + 2))
	);
}

/** Longer than any emoji; only the end of a text is looked at, because the segments of all of it take long. */
const endCharacters = 300;

/** Where the characters at the end of a text begin. */
function lastCharacters(text: string): number[] {
	const from = Math.max(0, text.length - endCharacters);
	return starts(graphemes, text.slice(from)).map((index) => index + from);
}

/** Where a text may be cut, the best places first: paragraphs, lines, sentences, words. */
const levels: ReadonlyArray<(text: string) => number[]> = [
	(text) => matches(text, /\n[ \t]*\n/g),
	(text) => matches(text, /\n/g),
	(text) =>
		starts(sentences, text).filter(
			(at) =>
				/\s$/u.test(text.slice(at - 1, at)) ||
				isUnspaced(text, at) ||
				/[。！？]$/u.test(text.slice(at - 1, at)),
		),
	(text) => matches(text, /\s/gu),
	(text) => (unspaced.test(text) ? starts(words, text).filter((at) => isUnspaced(text, at)) : []),
];

/** The last place in the second half of a text, by the best level that has one there, else in the first. */
function bestPlace(text: string, isAllowed: (at: number) => boolean): number | undefined {
	const found: number[] = [];
	for (const level of levels) {
		const place = level(text).findLast(isAllowed);
		if (place !== undefined && place >= text.length / 2) return place;
		found.push(...(place === undefined ? [] : [place]));
	}
	return found[0] ?? lastCharacters(text).findLast(isAllowed);
}

/** What is left out at a cut: the white space around it, but not the indentation of the next line. */
function toCut(text: string, at: number): Cut {
	const end = text.slice(0, at).trimEnd().length;
	const rest = text.slice(at);
	const space = rest.slice(0, rest.length - rest.trimStart().length);
	const isLine = text.slice(end, at).includes('\n');
	const left = space.includes('\n') ? space.lastIndexOf('\n') + 1 : isLine ? 0 : space.length;
	return { end, next: at + left };
}

/**
 * Cuts a block of code that is longer than a part: closes it, and opens it again in the next part. Only
 * the line break at the cut is left out: spaces are a part of the code.
 */
function splitBlock(text: string, { start }: Block, maxCharacters: number): [string, string] {
	const limit = indexAfter(text, maxCharacters - fence.length - 1);
	const window = text.slice(0, indexAfter(text, maxCharacters - fence.length));
	const at = bestPlace(window, (place) => place > start + fence.length + 1 && place <= limit);
	const code = text.slice(0, at ?? limit);
	const closed = code.endsWith('\n') ? code : `${code}\n`;
	return [`${closed}${fence}`, `${fence}\n${text.slice(code.length)}`];
}

/** The first part of a text that is too long, and the rest. */
function splitOnce(text: string, maxCharacters: number): [string, string] {
	const limit = indexAfter(text, maxCharacters);
	const blocks = blocksBefore(text, limit);
	const blockAt = (at: number) => blocks.find(({ start, end }) => start < at && at < end);
	const firstWord = text.length - text.trimStart().length;
	// One character more shows whether the last one is complete.
	const window = text.slice(0, indexAfter(text, maxCharacters + 1));
	const place = bestPlace(
		window,
		(at) => at <= limit && at > firstWord && blockAt(at) === undefined,
	);
	const block = blockAt(limit);
	if (block !== undefined && (place === undefined || block.start < limit / 2)) {
		const isLong = isLonger(text.slice(block.start, block.end), maxCharacters);
		if (isLong) return splitBlock(text, block, maxCharacters);
	}
	const { end, next } = toCut(text, place ?? limit);
	return [text.slice(0, end), text.slice(next)];
}

/**
 * Splits a text into parts of at most so many characters: at paragraphs, else at lines, sentences and
 * words; a block of code, a link and an emoji stay whole. A block that is longer than a part is closed
 * and opened again. White space at the cuts is left out.
 *
 * @param maxCharacters in code points, as WhatsApp counts; at least 20
 */
export function splitText(text: string, maxCharacters: number): string[] {
	const parts: string[] = [];
	let rest = text;
	while (isLonger(rest, maxCharacters)) {
		const [part, more] = splitOnce(rest, maxCharacters);
		parts.push(part);
		rest = more;
	}
	return [...parts, rest].filter((part) => part.trim() !== '');
}
