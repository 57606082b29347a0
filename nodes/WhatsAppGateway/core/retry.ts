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

/** Where the gateway promises that a repeat sends once, nothing is lost by asking again. */
const repeatableOnly: Partial<Record<FaultName, RetryRule>> = {
	unknownOutcome: { tries: 3, firstWait: 2 },
	temporarilyUnavailable: { tries: 3, firstWait: 2 },
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
	const safe = error.sent === 'no' ? notSent[error.fault] : undefined;
	const rule = safe ?? (repeatable ? repeatableOnly[error.fault] : undefined);
	if (rule === undefined || attempt >= rule.tries) return undefined;
	const wait = error.details.retryAfter ?? rule.firstWait * 2 ** (attempt - 1);
	return wait <= longest ? wait : undefined;
}
