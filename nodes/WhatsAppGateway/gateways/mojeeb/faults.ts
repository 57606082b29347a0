import type { FaultDetails, GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject, asText, asTexts, type JsonObject } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { matchRule, refusalDetails, toRuleFault } from '../../gatewayKit/refusalRule';
import { statusFault } from '../../gatewayKit/statusFault';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { metaFault } from '../../whatsapp/metaErrors';
import { faultRules } from './faultRules';

const gateway = 'Mojeeb';

const maxNumbersInHint = 10;

/** The `error` of a refusal; an empty object if the answer is not Mojeeb's. */
export function errorIn(body: unknown): JsonObject {
	return asObject(asObject(body)['error']);
}

/** The fields of a refusal beside its code that make the hint more exact. */
function hintOf(error: JsonObject): string | undefined {
	const phones = asTexts(error['available_phones']).slice(0, maxNumbersInHint);
	if (phones.length > 0) {
		return `Enter one of the agent’s connected numbers as Sender Number: ${phones.join(', ')}.`;
	}
	const scope = asText(error['required_scope']);
	return scope === null
		? undefined
		: `Create an API key with the permission ${scope} in Mojeeb’s dashboard and enter it as Access Token in the credential.`;
}

/** `invalid_phone_number` may be about the sender's number. */
function codeOf(error: JsonObject): string | null {
	const code = asText(error['code']);
	return code === 'invalid_phone_number' && error['param'] === 'from' ? 'invalid_from_phone' : code;
}

/**
 * Reads Mojeeb's one shape, `{error: {type, code, message, param, …}}`: Meta's code decides if the
 * message holds one, then the code, then the type, then the status.
 * Source: https://docs.mojeeb.app/docs/developers/errors
 */
function read(answer: Answer): GatewayError {
	const error = errorIn(answer.body);
	const text = asText(error['message']) ?? asText(asObject(answer.body)['error']);
	const param = asText(error['param']);
	const hint = hintOf(error);
	const details: FaultDetails = {
		...refusalDetails(answer, asText(error['code']) ?? text),
		...(param !== null && text !== null && { fields: { [param]: [text] } }),
		...(hint !== undefined && { hint }),
	};
	const metaCode = answer.status === 401 ? null : findMetaCodeIn(answer.body, text);
	const metaError = metaFault(metaCode, gateway, details);
	if (metaError !== undefined) return metaError;
	const rule = matchRule(faultRules, answer, { code: codeOf(error), type: asText(error['type']) });
	return rule === undefined
		? statusFault(answer, gateway, details)
		: toRuleFault(rule, answer, gateway, details, text ?? '');
}

/** Mojeeb's codes and types, and how they are read. */
export const faults: GatewayFaults = { rules: faultRules, read };
