import { GatewayError, type Sent } from '../core/faults';
import { asObject, firstText, type JsonObject } from '../core/narrow';

/** The fault of a 2xx answer that is about something else. */
function withoutRecord(gateway: string, what: string, raw: unknown, sent?: Sent): GatewayError {
	return new GatewayError(
		'unexpectedAnswer',
		`${gateway} answered, but the answer holds no ${what}.`,
		{
			...(sent && { sent }),
			raw,
			hint: `Check that the Base URL in the credential is the address of ${gateway}’s API. If it is, look in ${gateway} whether this was done before you run the node again.`,
		},
	);
}

/**
 * An object that was asked for, or that a change gives back, whatever its fields are.
 *
 * @param what what the object is, in the singular, as the sentence names it
 * @param sent whether people may have been reached all the same
 * @throws GatewayError `unexpectedAnswer`
 */
export function requireObject(
	value: unknown,
	gateway: string,
	what: string,
	sent?: Sent,
): JsonObject {
	const object = asObject(value);
	if (object === value) return object;
	throw withoutRecord(gateway, what, value, sent);
}

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
	throw withoutRecord(gateway, what, record);
}
