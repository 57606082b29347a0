/** A table in Markdown, in the form that Prettier gives it. */
export function markdownTable(
	head: readonly string[],
	body: ReadonlyArray<readonly string[]>,
): string {
	const width = head.map((_cell, column) =>
		Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, index) => cell.padEnd(width[index] ?? 0)).join(' | ')} |`;
	return [line(head), line(width.map((one) => '-'.repeat(one))), ...body.map(line)].join('\n');
}
