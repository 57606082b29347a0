/** What stands for a text that must not be shown. */
const mark = '***';

/** Shorter texts, in characters, are no secrets, and would be found within ordinary words. */
const minLength = 6;

function hide(value: unknown, text: string): unknown {
	if (typeof value === 'string') return value.replaceAll(text, mark);
	if (Array.isArray(value)) return value.map((entry) => hide(entry, text));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name.replaceAll(text, mark), hide(field, text)]),
	);
}

/** A copy of any value without a text in it, names of fields included. */
export function hideText(value: unknown, text: string): unknown {
	return text.length < minLength ? value : hide(value, text);
}
