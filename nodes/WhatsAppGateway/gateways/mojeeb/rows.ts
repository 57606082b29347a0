import { asObject, type JsonObject } from '../../core/narrow';
import { requireRows } from '../../gatewayKit/rows';

/**
 * The rows of a list. In which field of an answer they are is not documented: these are the likely ones.
 *
 * @param name what is listed, in the plural: a field's name, and the word of sentences
 * @throws GatewayError `unexpectedAnswer` where there is no list
 */
export function rowsIn(body: unknown, name: string): JsonObject[] {
	const { data, [name]: own, items } = asObject(body);
	const rows = [body, data, own, items].find((value) => Array.isArray(value));
	return requireRows(rows, 'Mojeeb', body, name);
}
