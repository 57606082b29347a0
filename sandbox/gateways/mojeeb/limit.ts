import type { Context } from 'hono';

import type { Budget, Exhausted } from '../../state/rateLimits';
import { refused } from './answers';

/** Of a key. Source: https://docs.mojeeb.app/docs/developers/rate-limits */
export const budget: Budget = { requests: 60, windowMs: 60_000, window: 'fixed' };

/** Of a key's lists of templates, which are counted apart too. */
export const templateBudget: Budget = { ...budget, requests: 10 };

/**
 * The refusal of a request too many. Only this answer has the headers; one that goes well has none, as
 * documented.
 */
export function tooMany(
	context: Context,
	{ requests, seconds, at }: Exhausted,
	message = 'Rate limit exceeded.',
): Response {
	return refused(
		context,
		{ status: 429, code: 'rate_limit_exceeded', message },
		{
			'Retry-After': String(seconds),
			'X-RateLimit-Limit': String(requests),
			'X-RateLimit-Remaining': '0',
			'X-RateLimit-Reset': String(at),
		},
	);
}
