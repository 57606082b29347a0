/** Rows as lines in columns; the last column is cut at `width` characters. */
export function table(rows: readonly (readonly string[])[], width = 100): string {
	const oneLine = rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ')));
	const widths = (oneLine[0] ?? []).map((_cell, column) =>
		Math.max(...oneLine.map((row) => (row[column] ?? '').length)),
	);
	return oneLine
		.map((row) =>
			row
				.map((cell, column) =>
					column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
				)
				.join('  '),
		)
		.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line))
		.join('\n');
}
