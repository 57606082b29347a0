import type { GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { toFieldFault } from '../../gatewayKit/laravel';
import {
	matchRule,
	refusalDetails,
	type RefusalRule,
	toRuleFault,
} from '../../gatewayKit/refusalRule';
import { readRetryAfter } from '../../gatewayKit/retryAfter';
import { statusFault } from '../../gatewayKit/statusFault';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { metaFault } from '../../whatsapp/metaErrors';
import { fieldRule, textRules } from './faultRules';
import { findScopes, readRefusal } from './refusal';
import { gateway } from './response';

/** The rule with the permission that WA.CR names. */
function withScope(rule: RefusalRule, text: string): RefusalRule {
	const [scope] = rule.fault === 'missingScope' ? findScopes(text) : [];
	if (scope === undefined) return rule;
	return { ...rule, message: `The access token lacks the permission ${scope}.` };
}

/** The time to wait is in the header, in the body or in the body's `error`. */
function findRetryAfter(answer: Answer): number | null {
	const { error } = asObject(answer.body);
	return readRetryAfter(answer) ?? readRetryAfter({ ...answer, body: error });
}

/** Reads WA.CR's codes, Meta's where the text holds one, and at last the status. */
function read(answer: Answer): GatewayError {
	const { code, text, fields } = readRefusal(answer.body);
	const details = { ...refusalDetails(answer, code || text), ...(fields && { fields }) };
	// Whether and where Meta's code is passed on is not documented.
	const metaError = metaFault(findMetaCodeIn(answer.body, text), gateway, details);
	if (metaError !== undefined) return metaError;
	const refusesFields = code === fieldRule.example || (code === '' && answer.status === 422);
	if (fields !== undefined && refusesFields) return toFieldFault(fieldRule, fields, details);
	const rule = matchRule(textRules, answer, { text: `${code}: ${text}` });
	if (rule === undefined) {
		return statusFault(answer, gateway, { ...details, ...refusalDetails(answer, text || code) });
	}
	return toRuleFault(
		withScope(rule, text),
		answer,
		gateway,
		{ ...details, ...(rule.fault === 'rateLimited' && { retryAfter: findRetryAfter(answer) }) },
		text,
	);
}

/** WA.CR's codes and sentences, and how they are read. */
export const faults: GatewayFaults = { rules: [fieldRule, ...textRules], read };
