const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/**
 * What shows nothing and may mislead: controls but line breaks and tabs, half characters, and the two marks
 * that turn letters and digits around, by which 94 reads as 49.
 */
const unwanted = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u202d\u202e]/gu;

/** Text as HTML that shows it and does nothing else. */
export function escapeHtml(text: string): string {
	return text
		.replace(/\r\n?|\u2028|\u2029/g, '\n')
		.replace(unwanted, '\ufffd')
		.replace(/[&<>"']/g, (character) => entities[character as keyof typeof entities]);
}

/** The elements for WhatsApp's marks. */
const elements = { '*': 'strong', _: 'em', '~': 's' } as const;

/** Where a marked part may begin, as WhatsApp reads it: no letter before it, and words touch the mark. */
const openings = /(?<![\p{L}\p{N}])(?:```|[*_~](?=\S))/gu;

/** Where the part of an opening ends: its words touch the mark, and no letter does. */
const closings = {
	'```': /```/g,
	'*': /(?<=\S)\*(?![\p{L}\p{N}])/gu,
	_: /(?<=\S)_(?![\p{L}\p{N}])/gu,
	'~': /(?<=\S)~(?![\p{L}\p{N}])/gu,
} as const;

/**
 * Finds the next place of a pattern, for positions that only grow: what was searched once is not
 * searched again, so that a text full of openings costs no more than another.
 */
function nextPlaceOf(pattern: RegExp, text: string): (from: number) => number {
	let place = -1;
	return (from) => {
		if (place >= from) return place;
		const search = new RegExp(pattern);
		search.lastIndex = from;
		place = search.exec(text)?.index ?? Infinity;
		return place;
	};
}

/** Text with WhatsApp's marks (`*bold*`, `_italic_`, `~struck~`) as HTML that shows it in the same way. */
export function formatHtml(text: string): string {
	const nextLine = nextPlaceOf(/\n/g, text);
	const nextClosing = {
		'```': nextPlaceOf(closings['```'], text),
		'*': nextPlaceOf(closings['*'], text),
		_: nextPlaceOf(closings._, text),
		'~': nextPlaceOf(closings['~'], text),
	};
	const opening = new RegExp(openings);
	let html = '';
	let end = 0;
	for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
		const { index } = found;
		const mark = found[0] as keyof typeof closings;
		const start = index + mark.length;
		opening.lastIndex = index + 1;
		// At least one character is marked.
		const close = nextClosing[mark](start + 1);
		if (close === Infinity || (mark !== '```' && nextLine(start) < close)) continue;
		const inner = text.slice(start, close);
		html += escapeHtml(text.slice(end, index));
		html +=
			mark === '```'
				? `<code>${escapeHtml(inner)}</code>`
				: `<${elements[mark]}>${formatHtml(inner)}</${elements[mark]}>`;
		end = close + mark.length;
		opening.lastIndex = end;
	}
	return html + escapeHtml(text.slice(end));
}
