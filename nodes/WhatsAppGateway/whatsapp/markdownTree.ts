import MarkdownIt from 'markdown-it';

/** A part of a Markdown text: a block, or words within one. */
export interface MarkdownNode {
	/** As markdown-it names its tokens, without `_open`: `paragraph`, `strong`, `text`, … */
	readonly type: string;
	/** The words of what has no parts. */
	readonly content: string;
	/** How the source marks it: `*`, `**`, `-`; a tag for HTML. */
	readonly markup: string;
	/** Its HTML attributes: `href`, `src`, `title`, `start`. */
	readonly attributes: Readonly<Record<string, string>>;
	/** Whether it is a paragraph of a list whose entries follow each other without a blank line. */
	readonly isTight: boolean;
	readonly children: readonly MarkdownNode[];
}

interface OpenNode extends MarkdownNode {
	type: string;
	readonly children: OpenNode[];
}

/** Blocks within blocks; markdown-it leaves out what is deeper. */
const maxNesting = 50;

/** What HTML's tags mean, as far as they mean something here. */
const styleTags: Readonly<Record<string, string>> = {
	b: 'strong',
	strong: 'strong',
	i: 'em',
	em: 'em',
	s: 's',
	del: 's',
	strike: 's',
};

/** Tags that are dropped: their words stay. */
const otherTags = ['u', 'sub', 'sup', 'small', 'mark', 'span', 'p', 'div', 'details', 'summary'];

const markdown = new MarkdownIt('default', { html: true, maxNesting })
	// A block of HTML would hide the Markdown in it. What `[1]: https://…` defines would be lost where
	// nothing refers to it.
	.disable(['html_block', 'reference']);
// Addresses are shown, not opened, so they stay as they were written.
markdown.validateLink = () => true;
markdown.normalizeLink = (url) => url;
markdown.normalizeLinkText = (url) => url;

/**
 * By CommonMark, `**` beside a quotation mark or a bracket marks nothing where a letter follows, as in
 * Chinese and Korean; the person would see the stars. Here it marks where no white space is on its inside.
 * Source: https://github.com/commonmark/commonmark-spec/issues/650
 */
class InlineState extends markdown.inline.State {
	override scanDelims(start: number, canSplitWord: boolean) {
		const scanned = super.scanDelims(start, canSplitWord);
		if (this.src[start] !== '*' || scanned.length !== 2) return scanned;
		const isSpace = (character = ' ') => /\s/u.test(character);
		const canOpen = !isSpace(this.src[start + 2]);
		return { ...scanned, can_open: canOpen, can_close: !isSpace(this.src[start - 1]) };
	}
}
markdown.inline.State = InlineState;

/** What follows `http` in a bare address, up to the marks at its end, which belong to the text. */
const addressRest = /^:\/\/[^\s<>[\]`|"“”]+(?<![*_~.,;:!?)'’])/u;

// Keeps the `_` and `*` of bare addresses from being read as marks.
markdown.inline.ruler.before('linkify', 'address', (state, silent) => {
	// Of the source: to look into the pending words at every colon, they would be put together each time.
	const before = state.src.slice(Math.max(state.pos - 6, 0), state.pos);
	if (state.src[state.pos] !== ':' || !/(?:^|[^a-z])https?$/i.test(before)) return false;
	const [address] = addressRest.exec(state.src.slice(state.pos, state.pos + 2048)) ?? [];
	if (address === undefined) return false;
	if (!silent) state.pending += address;
	state.pos += address.length;
	return true;
});

type Token = ReturnType<typeof markdown.parse>[number];

function toNode(type: string, token: Token, children: OpenNode[] = []): OpenNode {
	const pairs = (token.attrs ?? []).map(([name, value]) => [name, String(value)] as const);
	const attributes = Object.fromEntries(pairs);
	const { content, markup, hidden } = token;
	return { type, content, markup, attributes, isTight: hidden, children };
}

/** Adds a tag of HTML: opens or closes what it means, or is words like others. */
function addTag(token: Token, stack: OpenNode[], add: (node: OpenNode) => void): void {
	const [, slash, written = ''] = /^<(\/?)([a-z]+) *\/?>$/i.exec(token.content) ?? [];
	const tag = written.toLowerCase();
	const style = Object.hasOwn(styleTags, tag) ? styleTags[tag] : undefined;
	if (tag === 'br') add(toNode('hardbreak', token));
	else if (style !== undefined && slash === '' && stack.length < maxNesting) {
		const node = { ...toNode(style, token), content: '', markup: tag };
		add(node);
		stack.push(node);
	} else if (style !== undefined && slash === '/') {
		if (stack.at(-1)?.markup === tag) stack.pop();
	} else if (!otherTags.includes(tag)) add(toNode('text', token));
}

function toTree(tokens: readonly Token[]): OpenNode[] {
	const nodes: OpenNode[] = [];
	const stack: OpenNode[] = [];
	const add = (node: OpenNode) => (stack.at(-1)?.children ?? nodes).push(node);
	/** A tag that was not closed marks nothing. */
	const unmark = (node: OpenNode | undefined) => {
		if (node && Object.hasOwn(styleTags, node.markup)) node.type = 'group';
	};
	for (const token of tokens) {
		if (token.type === 'html_inline') addTag(token, stack, add);
		else if (token.nesting === 1) {
			const node = toNode(token.type.replace(/_open$/, ''), token);
			add(node);
			stack.push(node);
		} else if (token.nesting === -1) {
			const type = token.type.replace(/_close$/, '');
			let node = stack.pop();
			while (node !== undefined && (node.type !== type || Object.hasOwn(styleTags, node.markup))) {
				unmark(node);
				node = stack.pop();
			}
		} else add(toNode(token.type, token, toTree(token.children ?? [])));
	}
	stack.forEach(unmark);
	return nodes;
}

/** Cells of a row as it is written. */
function countCells(line: string): number {
	const row = line.replace(/^[\s>]+/, '').trimEnd();
	const inner = row.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
	return inner.split(/(?<!\\)\|/).length;
}

/** Whether a row of a table has more cells than the table has columns: those would be left out. */
function losesCells(text: string, tokens: readonly Token[]): boolean {
	const lines = text.split(/\r\n|\r|\n/);
	let row: Token | undefined;
	let cells = 0;
	for (const token of tokens) {
		if (token.type === 'tr_open') [row, cells] = [token, 0];
		else if (token.type === 'td_open') cells += 1;
		else if (token.type === 'tr_close' && cells > 0) {
			if (countCells(lines[row?.map?.[0] ?? -1] ?? '') > cells) return true;
		}
	}
	return false;
}

function parseTokens(text: string): Token[] {
	const tokens = markdown.parse(text, {});
	if (!losesCells(text, tokens)) return tokens;
	markdown.disable('table');
	try {
		return markdown.parse(text, {});
	} finally {
		markdown.enable('table');
	}
}

/**
 * Parses Markdown: CommonMark with tables and strikethrough, and bare addresses as they are.
 * Source: https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/
 *
 * @returns `null` for a text whose blocks are nested too deep, of which a part would be missing
 */
export function parseMarkdown(text: string): readonly MarkdownNode[] | null {
	const tokens = parseTokens(text);
	const isTooDeep = tokens.some(({ level }) => level >= maxNesting - 2);
	return isTooDeep ? null : toTree(tokens);
}
