/** A table in Markdown, in the form that Prettier gives it. */
export function table(head: readonly string[], body: ReadonlyArray<readonly string[]>): string {
	const widths = head.map((_cell, column) =>
		Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
	);
	const toLine = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const ruler = widths.map((width) => '-'.repeat(width));
	return [toLine(head), toLine(ruler), ...body.map(toLine)].join('\n');
}

/** A text as code within a line. */
export function inlineCode(text: string): string {
	return `\`${text}\``;
}

/** The words of a line, without the marks of Markdown. */
export function plain(line: string): string {
	return line.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*`]|\b_|_\b/g, '');
}

/** The anchor that GitHub gives a heading. */
export function anchor(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}_\- ]/gu, '')
		.replaceAll(' ', '-');
}

/** A link to a heading of the same page. */
export function linkTo(title: string): string {
	return `[${title}](#${anchor(title)})`;
}
