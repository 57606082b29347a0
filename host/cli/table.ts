import Table from 'cli-table3';

const borders = [
	...['top', 'top-left', 'top-mid', 'top-right', 'left', 'left-mid', 'mid', 'mid-mid'],
	...['right', 'right-mid', 'bottom', 'bottom-left', 'bottom-mid', 'bottom-right'],
] as const;

/** Rows as lines in columns, without borders; a line is cut at `width` characters. */
export function table(rows: readonly (readonly string[])[], width = 100): string {
	const lines = new Table({
		chars: { ...Object.fromEntries(borders.map((name) => [name, ''])), middle: '  ' },
		style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
	});
	lines.push(...rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' '))));
	return lines
		.toString()
		.split('\n')
		.map((line) => line.trimEnd())
		.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line))
		.join('\n');
}
