const mark = '••••••';

/** Replaces a code where it stands by itself: within longer numbers, such as those of phones, it is none. */
function hideIn(text: string, code: string): string {
	return text.includes(code) ? text.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, 'g'), mark) : text;
}

/**
 * A copy of any value without a one-time password in it.
 *
 * @param code digits only
 */
export function hideCode(value: unknown, code: string): unknown {
	if (typeof value === 'string') return hideIn(value, code);
	// A number has lost the zeros in front.
	if (typeof value === 'number')
		return String(value).padStart(code.length, '0') === code ? mark : value;
	if (Array.isArray(value)) return value.map((entry) => hideCode(entry, code));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name, hideCode(field, code)]),
	);
}

/** What a code looks like where it must not be shown. */
export const hiddenCode = mark;
