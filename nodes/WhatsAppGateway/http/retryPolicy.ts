import type { FaultName, GatewayError } from '../core/faults';

/** How often a request is made, and how the delays grow where the gateway names none. */
interface RetryRule {
	readonly maxAttempts: number;
	/** Seconds before the second attempt. */
	readonly firstDelay: number;
	/** Factor of each further delay. */
	readonly growth: number;
}

/** Faults that promise that nothing was sent. */
const whenNotSent: Partial<Record<FaultName, RetryRule>> = {
	rateLimited: { maxAttempts: 10, firstDelay: 5, growth: 2 },
	// Meta asks for delays that grow by powers of four.
	pairRateLimited: { maxAttempts: 4, firstDelay: 6, growth: 4 },
	temporarilyUnavailable: { maxAttempts: 3, firstDelay: 2, growth: 2 },
};

/** Faults of unknown outcome, where the gateway promises that a repeat sends once. */
const whenUnknown: Partial<Record<FaultName, RetryRule>> = {
	unknownOutcome: { maxAttempts: 3, firstDelay: 2, growth: 2 },
	// The first request with the same key is still in progress.
	conflict: { maxAttempts: 5, firstDelay: 2, growth: 2 },
};

/** Seconds: a `Retry-After` of 0 or in the past would otherwise be answered by another request at once. */
const minDelay = 1;

/** When a request is repeated without being asked for: always, only with an idempotency key, or never. */
export function retryMode(fault: FaultName): 'always' | 'withKey' | 'never' {
	return fault in whenNotSent ? 'always' : fault in whenUnknown ? 'withKey' : 'never';
}

/**
 * Seconds until the next attempt; `undefined` to stop.
 *
 * @param attempt the number of attempts so far, from 1
 * @param maxWait seconds; a gateway that asks for more gets no repeat. 0 for no repeat at all
 * @param repeatable whether the gateway promises that the same request, made twice, sends once
 */
export function retryDelay(
	error: GatewayError,
	attempt: number,
	maxWait: number,
	repeatable = false,
): number | undefined {
	const rules =
		error.sent === 'no' ? whenNotSent : repeatable && error.sent === 'unknown' ? whenUnknown : {};
	const rule = rules[error.fault];
	if (rule === undefined || attempt >= rule.maxAttempts) return undefined;
	// Interactive use waits for nothing, and without a wait a repeat would only add to the load.
	if (!(maxWait > 0)) return undefined;
	const { retryAfter } = error.details;
	if (typeof retryAfter === 'number') {
		const delay = Math.max(minDelay, retryAfter);
		return delay <= maxWait ? delay : undefined;
	}
	// A delay that we choose is shortened rather than given up.
	return Math.min(maxWait, rule.firstDelay * rule.growth ** (attempt - 1));
}
