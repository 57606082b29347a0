import type { Contact } from '../../core/contact';
import type { JsonObject } from '../../core/narrow';
import {
	groupNamesIn,
	noLastName,
	splitName,
	toContact as toRowContact,
} from '../../gatewayKit/laravelRows';

/** A name in WA.CR's two fields, of which the last name is required. */
export function toNameFields(name: string): { firstname: string; lastname: string } {
	const { firstname, lastname } = splitName(name);
	return { firstname, lastname: lastname || noLastName };
}

/**
 * A contact of WA.CR.
 *
 * @param labels the groups that are known, for a row that does not name them
 */
export function toContact(row: JsonObject, labels: readonly string[] = []): Contact {
	return toRowContact(row, groupNamesIn(row) ?? labels);
}
