import { GatewayError } from '../core/faults';
import { firstText, type JsonObject } from '../core/narrow';

/**
 * A record that was asked for, or that a change gives back. An answer in which none of the fields stands that
 * every record has is about something else, and would become a record of nothing.
 *
 * @param fields of which one must hold a text or a number
 * @param what what the record is, in the singular, as the sentence names it
 * @throws GatewayError `unexpectedAnswer`
 */
export function requireAny<Row extends JsonObject>(
	record: Row,
	fields: readonly string[],
	gateway: string,
	what: string,
): Row {
	if (firstText(record, ...fields) !== null) return record;
	throw new GatewayError(
		'unexpectedAnswer',
		`${gateway} answered, but the answer holds no ${what}.`,
		{
			raw: record,
			hint: `Check that the Base URL in the credential is the address of ${gateway}’s API. If it is, look in ${gateway} whether this was done before you run the node again.`,
		},
	);
}
