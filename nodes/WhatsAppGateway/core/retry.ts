import type { FaultName, GatewayError } from './faults';

/** How often a request is made at most, and the seconds before the second try where the gateway names none. */
interface RetryRule {
	readonly tries: number;
	readonly firstWait: number;
}

/** Only answers that promise that nothing was sent are worth a repeat; everything else is told. */
const rules: Partial<Record<FaultName, RetryRule>> = {
	rateLimited: { tries: 5, firstWait: 5 },
	pairRateLimited: { tries: 3, firstWait: 6 },
};

/**
 * Seconds to wait before the request is made again, or `undefined` to stop.
 *
 * @param attempt how often it was made so far, from 1
 * @param longest seconds; where the gateway asks for more, the user is told instead
 */
export function waitBeforeRetry(
	error: GatewayError,
	attempt: number,
	longest: number,
): number | undefined {
	const rule = rules[error.fault];
	if (rule === undefined || error.sent !== 'no' || attempt >= rule.tries) return undefined;
	const wait = error.details.retryAfter ?? rule.firstWait * 2 ** (attempt - 1);
	return wait <= longest ? wait : undefined;
}
