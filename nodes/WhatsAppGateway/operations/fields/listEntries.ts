/** The entries of a list, from text with commas or lines, or from an expression that gives a list, also one of lists. */
export function entriesOf(value: unknown): unknown[] {
	const entries: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
	return entries
		.flatMap((entry: unknown) => (typeof entry === 'string' ? entry.split(/[,;\n\r]/) : [entry]))
		.filter((entry) => (typeof entry === 'string' ? entry.trim() !== '' : (entry ?? '') !== ''));
}
