/** A value as an object, or an empty one: the single place where `unknown` is narrowed. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** The objects of a list; an empty list for everything else. */
export function asObjects(value: unknown): Array<Readonly<Record<string, unknown>>> {
	return Array.isArray(value) ? value.map(asObject) : [];
}

/** A non-empty string, or a number written as one; `null` for everything else. */
export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The strings of a list; an empty list for everything else. */
export function asTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** What a text holds as JSON; `undefined` where it holds none, an empty object where it is empty. */
export function parseJson(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
