import { inlineToWhatsApp } from './markdownInline';
import { type MarkdownNode, parseMarkdown } from './markdownTree';

/** WhatsApp has no line across the message. */
const rule = '———';

const fence = '```';

/** In a table, what stands for nothing. */
const noValue = '–';

/** Up to so many columns, a row of a table is one line. */
const maxColumnsInLine = 3;

/** Characters that the repeated heads of a table may add. */
const maxRepeatedCharacters = 20_000;

/** The words of a block that has no other blocks in it. */
function wordsOf({ children }: MarkdownNode, isBold = false): string {
	return children.map((inline) => inlineToWhatsApp(inline.children, isBold)).join('\n');
}

/** A block of code; without its marks where it has such marks itself. The language is not shown. */
function codeToWhatsApp({ content }: MarkdownNode): string {
	const code = content.trimEnd();
	if (code.trim() === '') return '';
	return code.includes(fence) ? code : `${fence}\n${code}\n${fence}`;
}

/** Moves lines to the right, without those of code, in which the spaces would be shown. */
function indent(text: string, spaces: number): string {
	let isCode = false;
	const lines = text.split('\n').map((line) => {
		const isFence = line === fence;
		if (isFence) isCode = !isCode;
		return isCode || isFence || line === '' ? line : ' '.repeat(spaces) + line;
	});
	return lines.join('\n');
}

/** An entry of a list: its marker, then its blocks. A task has a box instead of a dash. */
function itemToWhatsApp({ children }: MarkdownNode, marker: string): string {
	const [first, ...others] = children;
	const isTight = first === undefined || first.isTight || first.type !== 'paragraph';
	const text = first === undefined ? '' : blocksToWhatsApp([first]);
	const [, box, task] = /^\[([ xX])\] ([^]*)$/.exec(text) ?? [];
	const isDone = box === 'x' || box === 'X';
	const start =
		task === undefined ? marker : `${marker === '-' ? '' : `${marker} `}${isDone ? '☑' : '☐'}`;
	const more = blocksToWhatsApp(others, isTight);
	const isBlock = first !== undefined && first.type !== 'paragraph';
	const head = isBlock
		? `${start}\n${indent(text, 2)}`
		: `${start} ${indent(task ?? text, 2).trimStart()}`;
	return `${head.trimEnd()}${more === '' ? '' : `${isTight ? '\n' : '\n\n'}${indent(more, 2)}`}`;
}

function listToWhatsApp({ type, children, attributes }: MarkdownNode): string {
	const isOrdered = type === 'ordered_list';
	const from = Number(attributes['start'] ?? 1);
	const isLoose = children.some((item) =>
		item.children.some((block) => block.type === 'paragraph' && !block.isTight),
	);
	return children
		.map((item, index) => itemToWhatsApp(item, isOrdered ? `${from + index}.` : '-'))
		.join(isLoose ? '\n\n' : '\n');
}

/** A quote; WhatsApp knows quotes of one level, and no code in them. */
function quoteToWhatsApp({ children }: MarkdownNode): string {
	return blocksToWhatsApp(children)
		.split('\n')
		.filter((line) => line !== fence)
		.map((line) => `> ${line.replace(/^(?:> ?)+/, '')}`.trimEnd())
		.join('\n');
}

/** The cells of the rows of a table, as text in one line each. */
function cellsOf(rows: readonly MarkdownNode[]): string[][] {
	return rows.map(({ children }) => children.map((cell) => wordsOf(cell).replaceAll('\n', ' ')));
}

/**
 * A table for a phone, where columns have no room: each row has its cells with the heads of their columns,
 * in one line, or in a paragraph where there are many.
 */
function tableToWhatsApp({ children }: MarkdownNode): string {
	const [head, body] = children;
	const [names = []] = cellsOf(head?.children ?? []);
	const rows = cellsOf(body?.children ?? []);
	const added = names.join('').length * rows.length;
	if (rows.length === 0 || added > maxRepeatedCharacters) {
		return [names, ...rows].map((cells) => cells.join(', ')).join('\n');
	}
	const isShort = names.length <= maxColumnsInLine;
	const named = rows.map((cells) =>
		cells
			.map((cell, column) => ({ cell, name: names[column] ?? '' }))
			.map(({ cell, name }) => (name === '' ? cell : `${name}: ${cell || noValue}`))
			.filter((text) => text !== ''),
	);
	return isShort
		? named.map((texts) => `- ${texts.join(', ')}`).join('\n')
		: named.map((texts) => texts.join('\n')).join('\n\n');
}

function blockToWhatsApp(node: MarkdownNode): string {
	switch (node.type) {
		case 'heading':
			return wordsOf(node, true);
		case 'fence':
		case 'code_block':
			return codeToWhatsApp(node);
		case 'bullet_list':
		case 'ordered_list':
			return listToWhatsApp(node);
		case 'blockquote':
			return quoteToWhatsApp(node);
		case 'table':
			return tableToWhatsApp(node);
		case 'hr':
			return rule;
		default:
			return wordsOf(node);
	}
}

function blocksToWhatsApp(nodes: readonly MarkdownNode[], isTight = false): string {
	const blocks = nodes.map(blockToWhatsApp).filter((block) => block !== '');
	return blocks.join(isTight ? '\n' : '\n\n');
}

/**
 * Markdown, as AI models write it, in WhatsApp's own marks: `*bold*`, `_italic_`, `~strike~`, code, lists
 * and quotes. What WhatsApp has no mark for becomes plain text; no word is lost. WhatsApp cannot take a
 * mark for a character, so a `*` that stands for itself stays as it is.
 * Sources: https://faq.whatsapp.com/539178204879377, https://spec.commonmark.org/0.31.2/
 */
export function markdownToWhatsApp(markdown: string): string {
	const nodes = parseMarkdown(markdown);
	return nodes === null ? markdown : blocksToWhatsApp(nodes).trim();
}
