import type { GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Answer } from '../../core/request';
import {
	matchRule,
	refusalDetails,
	type RefusalRule,
	toRuleFault,
} from '../../gatewayKit/refusalRule';
import { statusFault } from '../../gatewayKit/statusFault';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { metaFault } from '../../whatsapp/metaErrors';
import { faultRules } from './faultRules';
import { gateway } from './response';

/** The first permission that a refusal names, such as `messages:send`. */
function findScope(text: string): string | undefined {
	return /\b[a-z]+:(?:read|write|send)\b/.exec(text)?.[0];
}

/** The rule with the permission that WA.CR names. */
function withScope(rule: RefusalRule, text: string): RefusalRule {
	const scope = rule.fault === 'missingScope' ? findScope(text) : undefined;
	return scope === undefined
		? rule
		: { ...rule, message: `The API key lacks the permission ${scope}.` };
}

/** Reads WA.CR's codes, Meta's where the text holds one, and at last the status. */
function read(answer: Answer): GatewayError {
	const error = asObject(asObject(answer.body)['error']);
	const [code, text] = [asText(error['code']), asText(error['message']) ?? ''];
	const details = refusalDetails(answer, code ?? text);
	// Whether and where Meta's code is passed on is not documented.
	const metaError = metaFault(findMetaCodeIn(answer.body, text), gateway, details);
	if (metaError !== undefined) return metaError;
	const rule = matchRule(faultRules, answer, { code, text });
	return rule === undefined
		? statusFault(answer, gateway, { ...details, ...refusalDetails(answer, text || code) })
		: toRuleFault(withScope(rule, text), answer, gateway, details, text);
}

/** WA.CR's codes, and how they are read. */
export const faults: GatewayFaults = { rules: faultRules, read };
