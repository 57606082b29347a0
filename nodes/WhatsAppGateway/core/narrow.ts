/** An object of JSON from outside, with unknown fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A value as an object, or an empty one: the single place where `unknown` is narrowed. */
export function asObject(value: unknown): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** The objects of a list; an empty list for everything else. */
export function asObjects(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.map(asObject) : [];
}

/** A non-empty string, or a number written as one; `null` for everything else. */
export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The first text among some fields of an object; `null` if none holds one. */
export function firstText(object: JsonObject, ...fields: readonly string[]): string | null {
	return fields.map((field) => asText(object[field])).find((text) => text !== null) ?? null;
}

/** The strings of a list; an empty list for everything else. */
export function asTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** A text parsed as JSON: `undefined` if it is no JSON, an empty object if it is empty. */
export function parseJson(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
