import { GatewayError } from '../../core/faults';

/** Reads the fields of one item. */
export interface ParameterReader {
	/** Returns the value of a field, expressions resolved. */
	readonly parameter: (name: string, fallback: unknown) => unknown;
}

/** A value as text; `undefined` for an object, which has no words. */
function toText(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	try {
		const text = String(value);
		return text.includes('[object ') ? undefined : text;
	} catch {
		return undefined;
	}
}

/**
 * The value of a field as trimmed text; empty where it holds nothing.
 *
 * @throws GatewayError `invalidRequest` for an object, which a person would get as “[object Object]”
 */
export function fieldText(value: unknown, name: string): string {
	const text = toText(value);
	if (text !== undefined) return text.trim();
	throw new GatewayError('invalidRequest', `The field “${name}” needs a text and has an object.`, {
		hint: 'Map the one field that holds the text. Look at what the expression gives for this item.',
	});
}

/** Reads a field as trimmed text. Throws as {@link fieldText}. */
export function readText({ parameter }: ParameterReader, name: string): string {
	return fieldText(parameter(name, ''), name);
}

/**
 * Reads a field that must not be empty.
 *
 * @param field the label of the field
 * @param hint what to fill in
 * @throws GatewayError `invalidRequest`
 */
export function requireText(
	item: ParameterReader,
	name: string,
	field: string,
	hint: string,
): string {
	const text = readText(item, name);
	if (text !== '') return text;
	throw new GatewayError('invalidRequest', `The field ${field} is empty.`, { hint });
}
