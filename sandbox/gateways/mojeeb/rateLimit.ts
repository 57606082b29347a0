import type { Context } from 'hono';

import type { RateLimit, LimitExceeded } from '../../state/rateLimits';
import { refused } from './answers';

/** Of a key. Source: https://docs.mojeeb.app/docs/developers/rate-limits */
export const rateLimit: RateLimit = { requests: 60, windowMs: 60_000, window: 'fixed' };

/** Of a key's lists of templates, which are counted apart too. */
export const templateRateLimit: RateLimit = { ...rateLimit, requests: 10 };

/** The documented refusal; only this answer has the headers, one that goes well has none. */
export function refuseForRateLimit(
	context: Context,
	{ requests, retryAfterSeconds, resetAt }: LimitExceeded,
	message = 'Rate limit exceeded.',
): Response {
	return refused(
		context,
		{ status: 429, code: 'rate_limit_exceeded', message },
		{
			'Retry-After': String(retryAfterSeconds),
			'X-RateLimit-Limit': String(requests),
			'X-RateLimit-Remaining': '0',
			'X-RateLimit-Reset': String(resetAt),
		},
	);
}
