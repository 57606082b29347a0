import { GatewayError } from './faults';

/** What stands in a field, as a whole, where an expression found nothing or could not calculate. */
export const foundNothing: readonly string[] = [
	'null',
	'undefined',
	'NaN',
	'[object Object]',
	'Invalid DateTime',
	'Invalid Date',
];

/** What to do where an expression found nothing. */
export const nothingHint =
	'Open the node with this item and look at the expression in the field: what it names is missing there, or has another name.';

/**
 * Refuses a text that is no words of anybody: the person would read “undefined”. A text that has such a
 * word among others passes.
 *
 * @param field the label of the field
 * @throws GatewayError `invalidRequest`
 */
export function checkFound(text: string, field: string): void {
	const word = text.trim();
	if (!foundNothing.includes(word)) return;
	throw new GatewayError(
		'invalidRequest',
		`The field ${field} holds nothing but “${word}” for this item.`,
		{ hint: nothingHint },
	);
}
