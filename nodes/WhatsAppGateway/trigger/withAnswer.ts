import { GatewayError } from '../core/faults';

/** A fault whose message also has the gateway's own words, where it has not got them yet. */
export function withAnswer(error: unknown): unknown {
	if (!(error instanceof GatewayError)) return error;
	const answer = error.details.gatewayCode ?? '';
	const quote = answer.trim().replace(/\.$/, '');
	// A code alone says nothing to a person.
	if (!/\s/.test(quote) || error.message.includes(quote)) return error;
	const sentence = `${error.message} The answer was: “${quote}”.`;
	return new GatewayError(error.fault, sentence, { ...error.details, hint: error.hint });
}
