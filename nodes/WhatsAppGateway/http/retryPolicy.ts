import type { FaultName, GatewayError } from '../core/faults';

/** How often something is tried at most, and how the waits grow where the gateway names none. */
interface RetryRule {
	readonly tries: number;
	/** Seconds before the second try. */
	readonly firstWait: number;
	/** By what each further wait is longer. */
	readonly growth: number;
}

/** Answers that promise that nothing was sent. */
const whenNotSent: Partial<Record<FaultName, RetryRule>> = {
	rateLimited: { tries: 10, firstWait: 5, growth: 2 },
	// Meta asks for waits that grow by the power of four.
	pairRateLimited: { tries: 4, firstWait: 6, growth: 4 },
	temporarilyUnavailable: { tries: 3, firstWait: 2, growth: 2 },
};

/** Answers that leave it open, where the gateway promises that a repeat sends once. */
const whenUnknown: Partial<Record<FaultName, RetryRule>> = {
	unknownOutcome: { tries: 3, firstWait: 2, growth: 2 },
	// The first request with the same key is still under way.
	conflict: { tries: 5, firstWait: 2, growth: 2 },
};

/** Seconds that are waited at least: an answer that asks for none would be asked for at once again. */
const minDelay = 1;

/** When the node tries again by itself: always, where a repeat sends once, or never. */
export function retryMode(fault: FaultName): 'always' | 'withKey' | 'never' {
	return fault in whenNotSent ? 'always' : fault in whenUnknown ? 'withKey' : 'never';
}

/**
 * Seconds to wait before the next try, or `undefined` to stop.
 *
 * @param attempt how often it was tried so far, from 1
 * @param longest seconds; where the gateway asks for more, the user is told instead
 * @param repeatable whether the gateway promises that the same request, made twice, sends once
 */
export function retryDelay(
	error: GatewayError,
	attempt: number,
	longest: number,
	repeatable = false,
): number | undefined {
	const rules =
		error.sent === 'no' ? whenNotSent : repeatable && error.sent === 'unknown' ? whenUnknown : {};
	const rule = rules[error.fault];
	if (rule === undefined || attempt >= rule.tries) return undefined;
	const told = error.details.retryAfter;
	if (typeof told === 'number') return told <= longest ? Math.max(minDelay, told) : undefined;
	// A wait of our own choosing is never the reason to stop.
	return longest > 0 ? Math.min(longest, rule.firstWait * rule.growth ** (attempt - 1)) : undefined;
}
