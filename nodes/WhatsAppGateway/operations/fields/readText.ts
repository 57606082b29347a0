import { GatewayError } from '../../core/faults';
import { nothingHint } from '../../core/foundNothing';
import { givenList } from '../../core/givenJson';
import { checkEntries, fieldText, fieldWords } from '../../n8n/fieldText';

export { fieldText } from '../../n8n/fieldText';

/** Reads the fields of one item. */
export interface ParameterReader {
	/** Returns the value of a field, expressions resolved. */
	readonly parameter: (name: string, fallback: unknown) => unknown;
}

/**
 * The texts of a list that replaces another one: from an expression, from JSON, or from text with commas.
 *
 * @throws GatewayError `invalidRequest` as {@link fieldWords}, also for a list that lacks one of its entries
 */
export function fieldTexts(value: unknown, field: string): string[] {
	const entries = givenList(value) ?? fieldText(value, field).split(',');
	checkEntries(entries, field);
	return entries.map((entry) => fieldText(entry, field)).filter((entry) => entry !== '');
}

/** Reads a field as trimmed text. Throws as {@link fieldWords}. */
export function readText({ parameter }: ParameterReader, name: string, field: string): string {
	return fieldText(parameter(name, ''), field);
}

/**
 * Refuses a field without words; where its expression gave nothing, with that.
 *
 * @throws GatewayError `invalidRequest`
 */
export function refuseEmpty(value: unknown, field: string, hint: string): never {
	if (value !== null && value !== undefined) {
		throw new GatewayError('invalidRequest', `The field ${field} is empty.`, { hint });
	}
	throw new GatewayError(
		'invalidRequest',
		`The field ${field} is empty: its expression gives ${String(value)} for this item.`,
		{ hint: nothingHint },
	);
}

/**
 * Reads a field that must not be empty, as it is.
 *
 * @param field the label of the field
 * @param hint what to fill in
 * @throws GatewayError `invalidRequest`
 */
export function requireWords(
	{ parameter }: ParameterReader,
	name: string,
	field: string,
	hint: string,
): string {
	const value = parameter(name, '');
	const text = fieldWords(value, field);
	return text.trim() === '' ? refuseEmpty(value, field, hint) : text;
}

/** Reads a field that must not be empty, trimmed. Throws as {@link requireWords}. */
export function requireText(
	item: ParameterReader,
	name: string,
	field: string,
	hint: string,
): string {
	return requireWords(item, name, field, hint).trim();
}
