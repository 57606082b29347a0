import type { FaultName, GatewayError } from './faults';

/** How often a request is made at most, and the seconds before the second try where the gateway names none. */
interface RetryRule {
	readonly tries: number;
	readonly firstWait: number;
}

/** Answers that promise that nothing was sent. */
const notSent: Partial<Record<FaultName, RetryRule>> = {
	rateLimited: { tries: 5, firstWait: 5 },
	pairRateLimited: { tries: 3, firstWait: 6 },
};

/** Answers that leave it open, where the gateway promises that a repeat sends once. */
const unknown: Partial<Record<FaultName, RetryRule>> = {
	unknownOutcome: { tries: 3, firstWait: 2 },
	// The first request with the same key is still under way.
	conflict: { tries: 5, firstWait: 2 },
};

/**
 * Seconds to wait before the request is made again, or `undefined` to stop.
 *
 * @param attempt how often it was made so far, from 1
 * @param longest seconds; where the gateway asks for more, the user is told instead
 * @param repeatable whether the gateway promises that the same request, made twice, sends once
 */
export function waitBeforeRetry(
	error: GatewayError,
	attempt: number,
	longest: number,
	repeatable = false,
): number | undefined {
	const rules =
		error.sent === 'no' ? notSent : repeatable && error.sent === 'unknown' ? unknown : {};
	const rule = rules[error.fault];
	if (rule === undefined || attempt >= rule.tries) return undefined;
	const wait = error.details.retryAfter ?? rule.firstWait * 2 ** (attempt - 1);
	return wait <= longest ? wait : undefined;
}
