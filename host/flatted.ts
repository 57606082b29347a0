/**
 * Reads the format in which n8n stores executions (that of the package `flatted`): a JSON list whose
 * first entry is the root, and where text inside an entry is the number of another one.
 */
export function unflatten(stored: string): unknown {
	const entries = JSON.parse(stored) as unknown[];
	const made = new Map<number, unknown>();
	const resolve = (value: unknown): unknown =>
		typeof value === 'string' ? make(Number(value)) : value;
	const make = (index: number): unknown => {
		if (made.has(index)) return made.get(index);
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		// Kept before it is filled: an entry may point back at itself.
		const target: Record<string, unknown> | unknown[] = Array.isArray(entry) ? [] : {};
		made.set(index, target);
		for (const [key, value] of Object.entries(entry)) {
			(target as Record<string, unknown>)[key] = resolve(value);
		}
		return target;
	};
	return make(0);
}
