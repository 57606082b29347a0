import { givenList } from '../../core/givenJson';

/**
 * The entries of a list: from text with commas or lines, from JSON, or from an expression that gives a list, also
 * one of lists. What JSON has as one entry stays one.
 */
export function entriesOf(value: unknown): unknown[] {
	const isJson = typeof value === 'string';
	const given = givenList(value);
	const entries: unknown[] = given?.flat(Infinity) ?? [value];
	return entries
		.flatMap((entry: unknown) => {
			const isText = typeof entry === 'string' && !(isJson && given !== null);
			return isText ? entry.split(/[,;\n\r]/) : [entry];
		})
		.filter((entry) => (typeof entry === 'string' ? entry.trim() !== '' : (entry ?? '') !== ''));
}
