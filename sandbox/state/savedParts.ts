/** A part of the state that says itself what is kept of it. */
interface OwnSaving {
	save(): object;
	restore(saved: Readonly<Record<string, unknown>>): void;
}

const hasOwnSaving = (part: object): part is OwnSaving => 'save' in part && 'restore' in part;

/** Whether a value is data, and no other part of the sandbox. */
function isData(value: unknown): boolean {
	if (value instanceof Map) return [...value].every(([, one]) => isData(one));
	if (value instanceof Set) return [...value].every(isData);
	if (Array.isArray(value)) return value.every(isData);
	if (typeof value !== 'object' || value === null) return typeof value !== 'function';
	return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isData);
}

/** What a value must be so that it can take the place of another one. */
function kindOf(value: unknown): string {
	if (typeof value !== 'object' || value === null) return typeof value;
	if (value instanceof Map) return 'Map';
	if (value instanceof Set) return 'Set';
	return Array.isArray(value) ? 'array' : 'object';
}

/**
 * What is kept of a part of the state: its fields that are data. The parts that it works with are no data, so
 * a field that somebody adds is kept as well.
 */
export function savePart(part: object): object {
	if (hasOwnSaving(part)) return part.save();
	return Object.fromEntries(Object.entries(part).filter(([, value]) => isData(value)));
}

/** Gives a part what was kept of it. Throws for a field that was of another kind. */
export function restorePart(part: object, saved: Readonly<Record<string, unknown>>): void {
	if (hasOwnSaving(part)) return part.restore(saved);
	const own: Record<string, unknown> = { ...part };
	for (const [name, value] of Object.entries(saved)) {
		// A field of a later version that this one does not have.
		if (!(name in own)) continue;
		if (kindOf(own[name]) !== kindOf(value)) throw new TypeError(`${name} is of another kind.`);
		Object.assign(part, { [name]: value });
	}
}
