/** The entries of a list, from text with commas or lines, or from an expression that gives a list. */
export function entriesOf(value: unknown): unknown[] {
	const entries = Array.isArray(value) ? value : [value];
	return entries
		.flatMap((entry: unknown) => (typeof entry === 'string' ? entry.split(/[,;\n\r]/) : [entry]))
		.filter((entry) => (typeof entry === 'string' ? entry.trim() !== '' : (entry ?? '') !== ''));
}
