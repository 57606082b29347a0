import type { MarkdownNode } from './markdownTree';

/** WhatsApp's marks, by what they mean in Markdown. */
const marks = { strong: '*', em: '_', s: '~' } as const;

type Style = keyof typeof marks;

const styles = Object.keys(marks) as Style[];

/** A stretch of a text, from `start` up to `end`. */
interface Range {
	readonly start: number;
	readonly end: number;
}

interface Span extends Range {
	readonly style: Style;
	readonly markup: string;
}

/** Words with what marks them; nothing is marked in the fixed parts. */
interface Words {
	text: string;
	readonly spans: Span[];
	readonly fixed: Range[];
}

function isStyle(type: string): type is Style {
	return Object.hasOwn(marks, type);
}

/** The words without any marks. */
function plainWords(nodes: readonly MarkdownNode[]): string {
	return nodes.map(({ content, children }) => content + plainWords(children)).join('');
}

/** Code in WhatsApp's backticks; as it is where it has too many of its own. */
function toCode(code: string): string {
	if (!code.includes('`')) return `\`${code}\``;
	return /```|^`|`$/.test(code) ? code : `\`\`\`${code}\`\`\``;
}

/** What is compared to tell whether a link's words are its address. */
const addressWords = (text: string) =>
	text
		.trim()
		.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '')
		.replace(/\/$/, '')
		.toLowerCase();

function addFixed(words: Words, text: string): void {
	const start = words.text.length;
	words.text += text;
	words.fixed.push({ start, end: words.text.length });
}

/** Adds where a link or a picture leads, in brackets; without the brackets where nothing is before it. */
function addAddress(words: Words, label: string, address: string, title = ''): void {
	const named = title === '' || title === label ? address : `${address} “${title}”`;
	if (named === '') return;
	addFixed(words, label.trim() === '' ? named : ` (${named})`);
}

function addLink({ children, attributes }: MarkdownNode, words: Words): void {
	const { href = '', title } = attributes;
	const label = plainWords(children);
	const shown = href.replace(/^(?:mailto|tel):/i, '');
	if (label.trim() !== '' && addressWords(label) === addressWords(href)) {
		const isShorter = shown.length < label.trim().length;
		addFixed(words, isShorter ? label.trim() : shown);
		addAddress(words, label, '', title);
		return;
	}
	children.forEach((child) => addWords(child, words));
	addAddress(words, label, shown, title);
}

function addWords(node: MarkdownNode, words: Words): void {
	const { type, content, children, markup, attributes } = node;
	const start = words.text.length;
	if (type === 'softbreak') words.text += words.text.endsWith('\n') ? '' : '\n';
	else if (type === 'hardbreak') words.text += '\n';
	else if (type === 'code_inline') addFixed(words, toCode(content));
	else if (type === 'link') addLink(node, words);
	else if (type === 'image') {
		const label = plainWords(children);
		words.text += label;
		addAddress(words, label, attributes['src'] ?? '', attributes['title']);
	} else {
		words.text += content;
		children.forEach((child) => addWords(child, words));
		if (isStyle(type)) words.spans.push({ start, end: words.text.length, style: type, markup });
	}
}

/** Letters and digits, beside which WhatsApp takes a mark for a part of the word. */
const wordEnd = /[\p{L}\p{N}\p{M}]$/u;
const wordStart = /^[\p{L}\p{N}\p{M}]/u;

/** A range of a line without the white space at its ends. */
function trimmed(line: string, { start, end }: Range): Range {
	const inner = line.slice(start, end);
	const begin = start + (inner.length - inner.trimStart().length);
	return { start: begin, end: Math.max(begin, end - (inner.length - inner.trimEnd().length)) };
}

/** What WhatsApp does with marks around a range: shows them, or what stands there instead. */
function marksAround(line: string, { start, end }: Range, mark: string, markup: string): string {
	const [before, after] = [line.slice(Math.max(0, start - 2), start), line.slice(end, end + 2)];
	const [isInWord, isInWordAfter] = [wordEnd.test(before), wordStart.test(after)];
	if (isInWord || isInWordAfter) {
		// As in 2*3*4, which is a calculation and no emphasis.
		return isInWord && isInWordAfter && markup === '*' ? '*' : '';
	}
	// The words have the mark themselves, and WhatsApp would take that one for the end.
	const hasOwn = line.slice(start, end).includes(mark);
	return hasOwn || before.endsWith(mark) || after.startsWith(mark) ? '' : mark;
}

/** The stretches of a line that have a style, without those that are fixed. */
function rangesOf(covered: Uint8Array, bit: number, length: number): Range[] {
	const ranges: Range[] = [];
	for (let start = 0; start < length; start++) {
		if (((covered[start] ?? 0) & bit) === 0) continue;
		let end = start;
		while (end < length && ((covered[end] ?? 0) & bit) !== 0) end++;
		ranges.push({ start, end });
		start = end;
	}
	return ranges;
}

/** Puts the marks into a line, each within those around it. */
function markLine(
	line: string,
	covered: Uint8Array,
	markupAt: (start: number) => string | undefined,
): string {
	const found = styles.flatMap((style, order) =>
		rangesOf(covered, 1 << order, line.length).map((range) => {
			const markup = style === 'em' ? (markupAt(range.start) ?? '') : '';
			const inner = trimmed(line, range);
			return { ...inner, mark: marksAround(line, inner, marks[style], markup), order };
		}),
	);
	found.sort((a, b) => a.start - b.start || b.end - a.end || a.order - b.order);
	const [opening, closing] = [new Map<number, string>(), new Map<number, string>()];
	const open: number[] = [];
	for (const { start, end, mark } of found) {
		if (mark === '' || start === end) continue;
		while ((open.at(-1) ?? Infinity) <= start) open.pop();
		if ((open.at(-1) ?? Infinity) < end) continue;
		open.push(end);
		opening.set(start, (opening.get(start) ?? '') + mark);
		closing.set(end, mark + (closing.get(end) ?? ''));
	}
	const places = [...new Set([...opening.keys(), ...closing.keys()])].sort((a, b) => a - b);
	let last = 0;
	const parts = places.map((place) => {
		const part = `${line.slice(last, place)}${closing.get(place) ?? ''}${opening.get(place) ?? ''}`;
		last = place;
		return part;
	});
	return parts.join('') + line.slice(last);
}

/**
 * Words with WhatsApp's marks, which it shows only where they touch no letter or digit on the outside and
 * no white space on the inside, and where both are in one line. Others are left out; the words stay.
 * Source: https://faq.whatsapp.com/539178204879377
 *
 * @param isBold whether all of it is bold, as a heading is
 */
export function inlineToWhatsApp(nodes: readonly MarkdownNode[], isBold = false): string {
	const words: Words = { text: '', spans: [], fixed: [] };
	nodes.forEach((node) => addWords(node, words));
	const { text, spans, fixed } = words;
	const covered = new Uint8Array(text.length);
	if (isBold) covered.fill(1 << styles.indexOf('strong'));
	const markups = new Map<number, string>();
	for (const { start, end, style, markup } of spans) {
		const bit = 1 << styles.indexOf(style);
		for (let at = start; at < end; at++) covered[at] = (covered[at] ?? 0) | bit;
		if (style === 'em') markups.set(start, markup);
	}
	for (const { start, end } of fixed) covered.fill(0, start, end);
	let start = 0;
	const lines = text.split('\n').map((line) => {
		const from = start;
		start += line.length + 1;
		const ownCovered = covered.subarray(from, from + line.length);
		return markLine(line, ownCovered, (at) => markups.get(from + at)).trimEnd();
	});
	return lines.join('\n');
}
