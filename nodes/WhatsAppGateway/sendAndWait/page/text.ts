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

/** A marked part, as WhatsApp reads it: the marks touch the words inside and no letter outside. */
const markedPart =
	/(?<![\p{L}\p{N}])(?:```([^]+?)```|([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}]))/gu;

/** Text with WhatsApp's marks (`*bold*`, `_italic_`, `~struck~`) as HTML that shows it in the same way. */
export function formatHtml(text: string): string {
	let html = '';
	let end = 0;
	for (const { 0: part, 1: code, 2: mark, 3: inner, index } of text.matchAll(markedPart)) {
		html += escapeHtml(text.slice(end, index));
		const element = elements[mark as keyof typeof elements];
		html +=
			code === undefined
				? `<${element}>${formatHtml(inner ?? '')}</${element}>`
				: `<code>${escapeHtml(code)}</code>`;
		end = index + part.length;
	}
	return html + escapeHtml(text.slice(end));
}
