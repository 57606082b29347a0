import type { Context } from 'hono';

import type { Dialect } from '../gatewayKit/dialect';
import { currentRateLimit } from '../gatewayKit/mountDialect';
import type { LimitExceeded } from '../state/rateLimits';
import type { Store } from '../state/store';

/** How a refusal names the time to wait. */
export const refusalForms = ['own', 'seconds', 'date', 'reset', 'body', 'none'] as const;

/** A refusal because of the rate limit. */
export interface RateLimitRefusal {
	/** Seconds until the gateway accepts requests again. */
	readonly after: number;
	/** `own` is the gateway's documented one; the others are those of other APIs. */
	readonly form: (typeof refusalForms)[number];
}

const message = 'Too many requests';

/** The answer's parts by its form; without a body, it has none at all. */
const parts: Record<
	Exclude<RateLimitRefusal['form'], 'own'>,
	(exceeded: LimitExceeded) => { headers?: Record<string, string>; body?: object }
> = {
	seconds: ({ retryAfterSeconds }) => ({
		headers: { 'Retry-After': String(retryAfterSeconds) },
		body: { message },
	}),
	date: ({ resetAt }) => ({
		headers: { 'Retry-After': new Date(resetAt * 1000).toUTCString() },
		body: { message },
	}),
	reset: ({ resetAt }) => ({
		headers: { 'X-RateLimit-Reset': String(resetAt) },
		body: { message },
	}),
	body: ({ retryAfterSeconds }) => ({ body: { message, retry_after: retryAfterSeconds } }),
	none: () => ({}),
};

/** The refusal at this moment. */
export function refuseForRateLimit(
	context: Context,
	store: Store,
	dialect: Dialect,
	{ after, form }: RateLimitRefusal,
): Response {
	const { requests = 0 } = currentRateLimit(dialect, store) ?? {};
	const exceeded = store.rateLimits.exceeded(requests, after * 1000);
	if (form === 'own') return dialect.rateLimit.refuse(context, exceeded, store);
	const { headers, body } = parts[form](exceeded);
	return body === undefined ? context.body(null, 429) : context.json(body, 429, headers);
}
