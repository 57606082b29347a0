import { GatewayError } from '../core/faults';
import { asObjects, type JsonObject } from '../core/narrow';

/**
 * The rows of a list that was asked for. An answer without it is no list of nothing: something else has
 * answered, or in a form that is not known.
 *
 * @param raw the answer's body
 * @param what what is listed, in the plural, as the sentence names it
 * @throws GatewayError `unexpectedAnswer` where there is no list
 */
export function requireRows(
	list: unknown,
	gateway: string,
	raw: unknown,
	what = 'what was asked for',
): JsonObject[] {
	if (Array.isArray(list)) return asObjects(list);
	throw new GatewayError('unexpectedAnswer', `${gateway} sent no list of ${what}.`, { raw });
}
