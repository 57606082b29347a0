import { GatewayError } from '../core/faults';
import { monotonicNow } from '../core/monotonicNow';
import type { Answer, Request } from '../core/request';
import { rethrow } from '../core/rethrow';
import { cancellableSleep } from '../n8n/cancellation';
import type { N8nContext } from '../n8n/context';
import { limiterOf, type CallSettings } from './callSettings';
import { retryDelay } from './retryPolicy';
import { waitForSlot } from './waitForSlot';

/** Whether a request that certainly did not send a message may be made again. */
function isSafeToRepeat({ method, sends, creates, repeatable }: Request): boolean {
	return sends === true || creates === true || repeatable === true || method === 'GET';
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
	if (error.fault === 'rateLimited' && request.isLimitedByPerson === true) return undefined;
	if (error.fault === 'temporarilyUnavailable' && !isSafeToRepeat(request)) return undefined;
	return retryDelay(error, attempt, limits.maxWait, request.repeatable);
}

/** Pauses the sender whose rate the refusal is about; the whole account where it is not about a sender's. */
function pauseFor(
	{ details }: GatewayError,
	seconds: number,
	request: Request,
	settings: CallSettings,
): void {
	const { gateway, rateLimiter } = settings;
	const limiter = limiterOf(request, settings);
	const now = monotonicNow();
	limiter.refused(now, seconds);
	const isOfSender = gateway.senderRateCodes?.includes(details.metaCode ?? NaN) === true;
	if (limiter !== rateLimiter && !isOfSender) rateLimiter.refused(now, seconds);
}

/** The same fault, with the moment at which the request left. */
function withRequestTime(error: GatewayError, requestedAt: number): GatewayError {
	return new GatewayError(error.fault, error.message, { ...error.details, requestedAt });
}

/**
 * Makes a request in its slot, and again where a repeat is safe (`retryPolicy.ts`). A 429 pauses the
 * rate limiter, so that every run with the account or the sender waits.
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
					pauseFor(error, delay, request, settings);
				} else await cancellableSleep(context, delay);
			}
		} catch (error) {
			return rethrow(firstUnknownOutcome ?? error);
		}
	}
}
