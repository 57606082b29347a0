import { GatewayError } from '../core/faults';
import { checkFound, nothingHint } from '../core/foundNothing';
import { locatorValue } from '../core/locator';

const isNothing = (value: unknown) => value === undefined || value === null;

/**
 * Refuses a list with an entry that an expression did not find; a list of nothing else holds nothing.
 *
 * @param field the label of the field
 * @throws GatewayError `invalidRequest`
 */
export function checkEntries(list: readonly unknown[], field: string): void {
	if (!list.some(isNothing) || list.every(isNothing)) return;
	throw new GatewayError('invalidRequest', `The field ${field} has an entry without a value.`, {
		hint: nothingHint,
	});
}

/** A value as text, also a picked one; `undefined` for an object, which has no words. */
function toText(given: unknown): string | undefined {
	const value = locatorValue(given);
	// As text it would be its commas.
	if (Array.isArray(value) && value.every(isNothing)) return '';
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	try {
		const text = String(value);
		return text.includes('[object ') ? undefined : text;
	} catch {
		return undefined;
	}
}

/**
 * The value of a field as text, as it is; empty where it holds nothing.
 *
 * @param field the label of the field
 * @throws GatewayError `invalidRequest` for an object, for “undefined”, which a person would read, and as
 * {@link checkEntries}
 */
export function fieldWords(value: unknown, field: string): string {
	if (Array.isArray(value)) checkEntries(value, field);
	const text = toText(value);
	if (text !== undefined) {
		checkFound(text, field);
		return text;
	}
	throw new GatewayError('invalidRequest', `The field ${field} needs a text and has an object.`, {
		hint: 'Map the one field that holds the text. Look at what the expression gives for this item.',
	});
}

/** The value of a field as trimmed text. Throws as {@link fieldWords}. */
export function fieldText(value: unknown, field: string): string {
	return fieldWords(value, field).trim();
}
