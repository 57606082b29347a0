/** A piece of a text as a phone shows it. */
export type Piece =
	| string
	| { readonly kind: 'link'; readonly url: string }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'bold' | 'italic' | 'strike'; readonly pieces: readonly Piece[] };

/** Lines that belong together. */
export type Block =
	| { readonly kind: 'text' | 'quote'; readonly pieces: readonly Piece[] }
	| { readonly kind: 'mono'; readonly text: string }
	| {
			readonly kind: 'bullets' | 'numbers';
			/** The number of the first item. */
			readonly start: number;
			readonly items: ReadonlyArray<readonly Piece[]>;
	  };

const kinds = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

const link = /https?:\/\/[^\s<>"'`]+/g;
const letterOrNumber = /[\p{L}\p{N}]/u;

/** The address alone: what ends a sentence, and a mark or bracket around it, are not part of it. */
function trimmedUrl(url: string): string {
	const bare = url.replace(/[.,;:!?*_~]+$/, '');
	return bare.endsWith(')') && !bare.includes('(') ? trimmedUrl(bare.slice(0, -1)) : bare;
}

/** Where each kind of mark may close, in ascending order: after something that is not a space. */
function closingPlaces(text: string, isLink: (at: number) => boolean) {
	const places: Record<string, number[]> = { '*': [], _: [], '~': [], '`': [] };
	for (let at = 1; at < text.length; at += 1) {
		const own = places[text[at] ?? ''];
		if (own === undefined || isLink(at)) continue;
		const isCode = text[at] === '`';
		const touches = !/\s/.test(text[at - 1] ?? ' ');
		if (isCode || (touches && !letterOrNumber.test(text[at + 1] ?? ''))) own.push(at);
	}
	return places;
}

/** The first of some ascending numbers that is larger than `than`. */
function firstAfter(places: readonly number[], than: number): number | undefined {
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((places[middle] ?? 0) > than) high = middle;
		else low = middle + 1;
	}
	return places[low];
}

/**
 * The pieces of one line. A mark touches the words inside it, and no letter outside. Marks that hold each
 * other are read again inside, at most once for each kind of mark, so that any text takes linear time.
 */
export function piecesOf(text: string, used = ''): Piece[] {
	const links = [...text.matchAll(link)].map(({ 0: found, index }) => {
		const url = trimmedUrl(found);
		return { url, index, end: index + url.length };
	});
	let nextLink = 0;
	const covered = new Set<number>();
	for (const { index, end } of links) for (let at = index; at < end; at += 1) covered.add(at);
	const places = closingPlaces(text, (at) => covered.has(at));
	const pieces: Piece[] = [];
	let plain = 0;
	const push = (until: number, piece: Piece, next: number) => {
		if (until > plain) pieces.push(text.slice(plain, until));
		pieces.push(piece);
		plain = next;
	};
	for (let at = 0; at < text.length; at += 1) {
		while ((links[nextLink]?.index ?? Infinity) < at) nextLink += 1;
		const here = links[nextLink];
		if (here?.index === at) {
			push(at, { kind: 'link', url: here.url }, here.end);
			at = here.end - 1;
			continue;
		}
		const mark = text[at] ?? '';
		const own = places[mark];
		if (own === undefined || used.includes(mark)) continue;
		const end = firstAfter(own, at + 1);
		if (end === undefined) continue;
		if (mark === '`' && text[at + 1] === '`') continue;
		if (mark === '`') push(at, { kind: 'code', text: text.slice(at + 1, end) }, end + 1);
		else {
			if (letterOrNumber.test(text[at - 1] ?? '') || /\s/.test(text[at + 1] ?? ' ')) continue;
			const inner = piecesOf(text.slice(at + 1, end), used + mark);
			push(at, { kind: kinds[mark as keyof typeof kinds], pieces: inner }, end + 1);
		}
		at = end;
	}
	if (plain < text.length) pieces.push(text.slice(plain));
	return pieces;
}

type LineKind = 'text' | 'quote' | 'bullets' | 'numbers';

/** What a line begins with, and what follows it. */
function readLine(line: string): { kind: LineKind; rest: string; start: number } {
	const [mark, bullet, number] = /^(?:([-*]) |(\d{1,3})\. |> ?)/.exec(line) ?? [''];
	const rest = line.slice(mark.length);
	if (mark === '' || rest === '') return { kind: 'text', rest: line, start: 1 };
	if (bullet !== undefined) return { kind: 'bullets', rest, start: 1 };
	if (number !== undefined) return { kind: 'numbers', rest, start: Number(number) };
	return { kind: 'quote', rest, start: 1 };
}

function linesOf(text: string): Block[] {
	const blocks: Block[] = [];
	let group: ReturnType<typeof readLine>[] = [];
	const end = () => {
		const [first] = group;
		if (first === undefined) return;
		const { kind, start } = first;
		if (kind === 'bullets' || kind === 'numbers') {
			blocks.push({ kind, start, items: group.map(({ rest }) => piecesOf(rest)) });
		} else {
			const pieces = group.flatMap(({ rest }, index) => [
				...(index === 0 ? [] : ['\n']),
				...piecesOf(rest),
			]);
			blocks.push({ kind, pieces });
		}
		group = [];
	};
	for (const line of text.split('\n')) {
		const read = readLine(line);
		if (group[0] !== undefined && group[0].kind !== read.kind) end();
		group.push(read);
	}
	end();
	return blocks;
}

/** A text with WhatsApp's marks, block below block. Source: https://faq.whatsapp.com/539178204879377 */
export function blocksOf(text: string): Block[] {
	const parts = text.split('```');
	// Marks that are not closed are characters like any other.
	if (parts.length % 2 === 0) parts.push([parts.pop(), parts.pop()].reverse().join('```'));
	return parts.flatMap((part, index): Block[] => {
		if (index % 2 === 1) return part === '' ? [] : [{ kind: 'mono', text: part }];
		const own = index === 0 ? part : part.replace(/^\n/, '');
		const trimmed = index === parts.length - 1 ? own : own.replace(/\n$/, '');
		return trimmed === '' ? [] : linesOf(trimmed);
	});
}
