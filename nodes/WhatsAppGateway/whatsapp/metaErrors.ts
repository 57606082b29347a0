import { type FaultDetails, GatewayError, type FaultRule } from '../core/faults';
import { metaCodes } from './metaErrorCodes';

/** Meta's code where a text carries it, `(#131047) …`; `null` where it does not. */
export function findMetaCode(text: string): number | null {
	const found = /\(#(\d{1,6})\)/.exec(text) ?? /\b(13[0-5]\d{3})\b/.exec(text);
	return found?.[1] === undefined ? null : Number(found[1]);
}

/** What Meta's code means, where it is one that we know. */
export function metaFault(
	code: number,
	gateway: string,
	details: FaultDetails,
): GatewayError | undefined {
	// Meta numbers its permissions from 200 to 299.
	const known = metaCodes[code >= 200 && code < 300 ? 200 : code];
	if (known === undefined) return undefined;
	return new GatewayError(known.fault, known.message.replace('{gateway}', gateway), {
		hint: known.hint,
		...details,
		metaCode: code,
	});
}

/** Meta's codes as rows, for people to read. */
export function metaFaultRules(gateway: string): FaultRule[] {
	return Object.entries(metaCodes).map(([code, { fault, message, hint }]) => ({
		example: code,
		fault,
		message: message.replace('{gateway}', gateway),
		hint,
		metaCode: Number(code),
	}));
}
