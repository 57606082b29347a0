import { type FaultDetails, type FaultRule, GatewayError } from '../core/faults';
import { quote } from '../core/quote';
import { findMetaDetails } from './metaDetails';
import { metaCodes } from './metaErrorCodes';

/** Meta's code in a text, `(#131047) …` or bare; `null` if there is none. */
export function findMetaCode(text: string | null): number | null {
	const found = /\(#(\d{1,6})\)/.exec(text ?? '') ?? /\b(13[0-5]\d{3})\b/.exec(text ?? '');
	return found?.[1] === undefined ? null : Number(found[1]);
}

/**
 * The fault of one of Meta's codes; `undefined` for a code that is not in the table. What Meta says in
 * its details is quoted where it says more than our sentence.
 */
export function metaFault(
	code: number | null,
	gateway: string,
	details: FaultDetails,
): GatewayError | undefined {
	if (code === null) return undefined;
	// Meta numbers its permissions from 200 to 299.
	const known = metaCodes[code >= 200 && code < 300 ? 200 : code];
	if (known === undefined) return undefined;
	const said = findMetaDetails(details.raw) ?? '';
	const isUsual = known.usual !== undefined && said.toLowerCase().includes(known.usual);
	const sentence = known.message.replace('{gateway}', gateway);
	return new GatewayError(known.fault, quote(sentence, isUsual ? '' : said), {
		hint: known.hint,
		...details,
		metaCode: code,
	});
}

/** Meta's codes as rules for the faults page. */
export function metaFaultRules(gateway: string): FaultRule[] {
	return Object.entries(metaCodes).map(([code, { fault, message, hint }]) => ({
		example: code,
		fault,
		message: message.replace('{gateway}', gateway),
		hint,
		metaCode: Number(code),
	}));
}
