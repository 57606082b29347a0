import { GatewayError } from '../../core/faults';

/** Reads the fields of one item. */
export interface ParameterReader {
	/** Returns the value of a field, expressions resolved. */
	readonly parameter: (name: string, fallback: unknown) => unknown;
}

/** Reads a field as trimmed text; empty where it holds nothing. */
export function readText({ parameter }: ParameterReader, name: string): string {
	return String(parameter(name, '') ?? '').trim();
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
