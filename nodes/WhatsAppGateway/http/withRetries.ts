import { GatewayError } from '../core/faults';
import type { Answer, Request } from '../core/request';
import { rethrow } from '../core/rethrow';
import { cancellableSleep } from '../n8n/cancellation';
import type { N8nContext } from '../n8n/context';
import type { CallSettings } from './callSettings';
import { retryDelay } from './retryPolicy';
import { monotonicNow } from './rateLimiter';
import { waitForSlot } from './waitForSlot';

/** Whether a request that certainly did not send a message may be made again. */
function isSafeToRepeat({ method, sends, repeatable }: Request): boolean {
	return sends === true || repeatable === true || method === 'GET';
}

/** Seconds until the request is made again; `undefined` to stop. */
function delayBefore(
	error: unknown,
	attempt: number,
	request: Request,
	{ limits }: CallSettings,
): number | undefined {
	// The limit of one recipient must not hold up the others: `retryPairRateLimit` handles it.
	if (!(error instanceof GatewayError) || error.fault === 'pairRateLimited') return undefined;
	if (error.fault === 'temporarilyUnavailable' && !isSafeToRepeat(request)) return undefined;
	return retryDelay(error, attempt, limits.maxWait, request.repeatable);
}

/** The same fault, with the moment at which the request left. */
function withRequestTime(error: GatewayError, requestedAt: number): GatewayError {
	return new GatewayError(error.fault, error.message, { ...error.details, requestedAt });
}

/**
 * Makes a request in its slot, and again where a repeat is safe (`retryPolicy.ts`). A 429 pauses the
 * rate limiter, so that every run with the account waits.
 *
 * @throws GatewayError of the last attempt, or of the first whose outcome is unknown: a later refusal
 *   does not tell what became of that one
 */
export async function withRetries(
	context: N8nContext,
	request: Request,
	settings: CallSettings,
	send: () => Promise<Answer>,
): Promise<Answer> {
	let firstUnknownOutcome: GatewayError | undefined;
	for (let attempt = 1; ; attempt++) {
		try {
			await waitForSlot(context, request, settings);
			const requestedAt = Date.now();
			try {
				return { ...(await send()), attempts: attempt };
			} catch (error) {
				if (error instanceof GatewayError && error.sent === 'unknown') {
					firstUnknownOutcome ??= withRequestTime(error, requestedAt);
				}
				const delay = delayBefore(error, attempt, request, settings);
				if (delay === undefined) return rethrow(error);
				if (error instanceof GatewayError && error.fault === 'rateLimited') {
					settings.rateLimiter.refused(monotonicNow(), delay);
				} else await cancellableSleep(context, delay);
			}
		} catch (error) {
			return rethrow(firstUnknownOutcome ?? error);
		}
	}
}
