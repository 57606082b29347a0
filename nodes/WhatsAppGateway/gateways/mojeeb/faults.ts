import { type FaultDetails, GatewayError } from '../../core/faults';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { GatewayFaults } from '../../core/gateway';
import type { Answer } from '../../core/request';
import { readFieldErrors } from '../../gatewayKit/laravel';
import { readRetryAfter } from '../../gatewayKit/retryAfter';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, findMetaCode } from '../../whatsapp/metaErrors';
import { allRules, codes, types } from './rules';

const gateway = 'Mojeeb';

/** The longest text of Mojeeb's that goes into a sentence, in characters. */
const longestQuote = 300;

/** The part of a refusal that tells why; an empty object where it is none of Mojeeb's. */
export function errorOf(body: unknown): Readonly<Record<string, unknown>> {
	return asObject(asObject(body)['error']);
}

function rowOf<Row>(table: Readonly<Record<string, Row>>, key: string | null): Row | undefined {
	return key !== null && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** What Mojeeb tells beside the code that is worth a hint. */
function hintOf(error: Readonly<Record<string, unknown>>): string | undefined {
	const phones = asTexts(error['available_phones']);
	if (phones.length > 0) {
		return `Put one of the agent’s connected numbers into From: ${phones.slice(0, 10).join(', ')}.`;
	}
	const scope = asText(error['required_scope']);
	return scope === null
		? undefined
		: `Create an API key with the permission ${scope} in Mojeeb’s dashboard and put it into the credential.`;
}

/** A sentence and what Mojeeb said, where it said something. */
function withWords(sentence: string, said: string | null): string {
	const words = said?.slice(0, longestQuote).trim().replace(/\.$/, '') ?? '';
	return words === '' ? sentence : `${sentence.replace(/\.$/, '')}: “${words}”.`;
}

/**
 * Mojeeb's one shape, `{error: {type, code, message, param, …}}`: Meta's code decides where the
 * message carries it, then the code, then the type, then the status.
 * Source: https://docs.mojeeb.app/docs/developers/errors
 */
function read(answer: Answer): GatewayError {
	const error = errorOf(answer.body);
	const said = asText(error['message']) ?? asText(asObject(answer.body)['error']);
	const param = asText(error['param']);
	const fields = param === null || said === null ? undefined : readFieldErrors({ [param]: [said] });
	const hint = hintOf(error);
	const details: FaultDetails = {
		httpStatus: answer.status,
		gatewayCode: (asText(error['code']) ?? said)?.slice(0, longestQuote) ?? null,
		raw: answer.body,
		...(fields && { fields }),
		...(hint !== undefined && { hint }),
	};

	const metaCode = answer.status === 401 ? null : findMetaCode(said ?? '');
	const ofMeta = metaCode === null ? undefined : metaFault(metaCode, gateway, details);
	if (ofMeta !== undefined) return ofMeta;

	let code = asText(error['code']);
	// A number that Mojeeb cannot read may be the sender's.
	if (code === 'invalid_phone_number' && param === 'from') code = 'invalid_from_phone';
	const known = rowOf(codes, code);
	const rule = known ?? rowOf(types, asText(error['type']));
	if (rule === undefined) return statusFault(answer, gateway, details);
	const waits = rule.fault === 'rateLimited' || rule.fault === 'conflict';
	// A code that we do not know, or that tells no reason, is worth Mojeeb's own words.
	const isTold = known !== undefined && rule.quotes !== true;
	return new GatewayError(rule.fault, isTold ? rule.message : withWords(rule.message, said), {
		hint: rule.hint,
		sent: rule.sent,
		...details,
		...(waits && { retryAfter: readRetryAfter(answer) }),
	});
}

/** The codes and texts of the gateway, and how they are read. */
export const faults: GatewayFaults = { rules: allRules, read };
