import { asRecord } from './record';

/** A value as JSON has it: a Map or a Set is an object with one key of ours and nothing else. */
function encode(value: unknown): unknown {
	if (value instanceof Map) {
		return { $map: [...value].map(([key, one]) => [encode(key), encode(one)]) };
	}
	if (value instanceof Set) return { $set: [...value].map(encode) };
	if (Array.isArray(value)) return value.map(encode);
	const record = asRecord(value);
	if (record === undefined) return value;
	const entries = Object.entries(record).map(([key, one]) => [key, encode(one)] as const);
	const object = Object.fromEntries(entries);
	// Somebody's own object that looks like one of ours.
	return entries.some(([key]) => key.startsWith('$')) ? { $object: object } : object;
}

function decode(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(decode);
	const record = asRecord(value);
	if (record === undefined) return value;
	// Of ours, each is the only key of its object.
	const { $map: map, $set: set, $object: object } = Object.keys(record).length === 1 ? record : {};
	if (Array.isArray(map)) {
		return new Map(map.map(([key, one]: [unknown, unknown]) => [decode(key), decode(one)]));
	}
	if (Array.isArray(set)) return new Set(set.map(decode));
	const own = asRecord(object) ?? record;
	return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, decode(one)]));
}

/** Data with Maps and Sets in it as a text of JSON. */
export function toJsonText(value: unknown): string {
	return JSON.stringify(encode(value));
}

/** What {@link toJsonText} wrote. Throws for what is not JSON. */
export function fromJsonText(text: string): unknown {
	return decode(JSON.parse(text));
}
