import { type FaultDetails, GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject, asText, firstText } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { type FieldErrors, readFieldErrors, toFieldFault } from '../../gatewayKit/laravel';
import { matchRule, refusalDetails, toRuleFault } from '../../gatewayKit/refusalRule';
import { readRetryAfter } from '../../gatewayKit/retryAfter';
import { statusFault } from '../../gatewayKit/statusFault';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { metaFault } from '../../whatsapp/metaErrors';
import { fieldRules, missingAbility, notOffered, otherFieldRule, textRules } from './faultRules';
import { gateway } from './response';

const maxAbilityLength = 100;

/** The permission that a sentence of Xobito names; `null` if it names none. */
export function findAbility(text: string): string | null {
	return /required ability:?\s*["'`]?([\w-]+(?:\.[\w*-]+)*)/i.exec(text)?.[1] ?? null;
}

/**
 * Whether the path does not exist, as some in version 3 of the platform: Laravel's own 404 has no
 * `status`, while Xobito's has.
 */
function isPathMissing({ status, isJson, body }: Answer, text: string): boolean {
	if (!isJson || (status !== 404 && status !== 405)) return false;
	return (
		status === 405 ||
		asObject(body)['status'] !== 'error' ||
		/^(?=.*\b(?:route|endpoint)\b).*\bnot\b/is.test(text)
	);
}

/** The rule of the first refused field that has one of its own. */
function fieldRuleOf(answer: Answer, fields: FieldErrors) {
	const rules = fieldRules.filter((rule) =>
		Object.keys(fields).some((text) => matchRule([rule], answer, { text }) !== undefined),
	);
	return rules[0] ?? otherFieldRule;
}

/** The faults that are recognized by more than a text. */
function readSpecialRefusal(
	answer: Answer,
	text: string,
	details: FaultDetails,
): GatewayError | undefined {
	const ability = findAbility(text)?.slice(0, maxAbilityLength);
	if (ability !== undefined) {
		const message = `The access token lacks the permission ${ability}.`;
		return new GatewayError(missingAbility.fault, message, {
			...details,
			hint: missingAbility.hint,
		});
	}
	if (!isPathMissing(answer, text)) return undefined;
	return new GatewayError(notOffered.fault, notOffered.message, {
		...details,
		hint: notOffered.hint,
	});
}

/**
 * Reads Xobito's shapes: `{status: 'error', message, errors}`, whose `errors` are refused fields or a
 * text, and a bare `{message}` with `retry_after` or from Laravel itself.
 * Source: https://documents.xobito.com/developers/rate-limits
 */
function read(answer: Answer): GatewayError {
	const body = asObject(answer.body);
	const { status } = answer;
	const texts = [firstText(body, 'message', 'error'), asText(body['errors'])];
	const text = texts.filter((part) => part !== null).join(': ');
	const fields = readFieldErrors(body['errors']);
	const reasons = Object.values(fields ?? {}).flat();
	const textAndReasons = `${text} ${reasons.join(' ')}`;
	const metaCode = findMetaCodeIn(body, textAndReasons);
	const details = {
		...refusalDetails(answer, text),
		...(fields && { fields }),
		...(metaCode !== null && { metaCode }),
		...(status === 429 && { retryAfter: readRetryAfter(answer) }),
	};
	const known = metaFault(metaCode, gateway, details) ?? readSpecialRefusal(answer, text, details);
	if (known !== undefined) return known;
	const rule = matchRule(textRules, answer, { text: textAndReasons });
	if (rule !== undefined) return toRuleFault(rule, answer, gateway, details);
	return fields !== undefined && status >= 400 && status < 500
		? toFieldFault(fieldRuleOf(answer, fields), fields, details)
		: statusFault(answer, gateway, details);
}

/** Xobito's sentences and fields, and how they are read. */
export const faults: GatewayFaults = {
	rules: [...textRules, missingAbility, notOffered, ...fieldRules, otherFieldRule],
	read,
};
