import { type FaultDetails, type FaultRule, GatewayError, type Sent } from '../core/faults';
import { maxGatewayText, quote } from '../core/quote';
import type { Answer } from '../core/request';
import { readRetryAfter } from './retryAfter';

/** What a gateway says in a refusal, as its reader found it. */
export interface Refusal {
	readonly code?: string | null;
	readonly subcode?: string | null;
	/** A class of codes, where the gateway has them. */
	readonly type?: string | null;
	readonly text?: string;
}

/** What must be true for a rule to apply. What is left out does not matter. */
export interface Condition {
	/** An HTTP status, or the first and the last of a range. */
	readonly status?: number | readonly [number, number];
	readonly isJson?: boolean;
	/** Whether the request was one that sends a message. */
	readonly sends?: boolean;
	readonly code?: string;
	readonly subcode?: string;
	readonly type?: string;
	/** Found in the refusal's text. */
	readonly text?: RegExp;
}

/** A rule that recognizes a refusal. `{gateway}` and `{status}` in its message are filled in. */
export interface RefusalRule extends FaultRule {
	readonly when: Condition;
	/** Default: `no`. `ifSends`: unknown for a request that sends a message, otherwise no. */
	readonly sent?: Sent | 'ifSends';
	/** Whether the gateway says when to come back, as it always does for `rateLimited`. */
	readonly hasRetryAfter?: true;
	/** Adds the gateway's own text to the message, where that says more. */
	readonly quotesGateway?: true;
}

/** How much of a refusal's text the rules read, in characters: a sentence, and no hostile megabyte. */
const maxRuleText = 2000;

function hasStatus(status: number, wanted: Condition['status']): boolean {
	if (wanted === undefined) return true;
	if (typeof wanted === 'number') return status === wanted;
	return status >= wanted[0] && status <= wanted[1];
}

function isMet(when: Condition, answer: Answer, refusal: Refusal): boolean {
	const isSame = (name: 'code' | 'subcode' | 'type') =>
		when[name] === undefined || when[name] === refusal[name];
	return (
		hasStatus(answer.status, when.status) &&
		(when.isJson === undefined || when.isJson === answer.isJson) &&
		(when.sends === undefined || when.sends === answer.sends) &&
		isSame('code') &&
		isSame('subcode') &&
		isSame('type') &&
		(when.text === undefined || when.text.test((refusal.text ?? '').slice(0, maxRuleText)))
	);
}

/** The first rule that applies to an answer; `undefined` if there is none. */
export function matchRule<Rule extends RefusalRule>(
	rules: readonly Rule[],
	answer: Answer,
	refusal: Refusal = {},
): Rule | undefined {
	return rules.find(({ when }) => isMet(when, answer, refusal));
}

/** What every fault keeps of the answer, and the gateway's own code or text. */
export function refusalDetails(answer: Answer, gatewayCode: string | null): FaultDetails {
	return {
		httpStatus: answer.status,
		gatewayCode: gatewayCode?.slice(0, maxGatewayText) || null,
		raw: answer.body,
	};
}

/**
 * The fault of a rule that applies. Details win over what the rule says.
 *
 * @param text the gateway's own text, for rules that quote it
 */
export function toRuleFault(
	{ fault, message, hint, sent, hasRetryAfter, quotesGateway }: RefusalRule,
	answer: Answer,
	gateway: string,
	details: FaultDetails,
	text: string = details.gatewayCode ?? '',
): GatewayError {
	const sentence = message.replace('{gateway}', gateway).replace('{status}', String(answer.status));
	return new GatewayError(fault, quotesGateway ? quote(sentence, text) : sentence, {
		hint,
		sent: sent === 'ifSends' ? (answer.sends ? 'unknown' : 'no') : sent,
		...((hasRetryAfter || fault === 'rateLimited') && { retryAfter: readRetryAfter(answer) }),
		...details,
	});
}
