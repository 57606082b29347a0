import type { Context } from 'hono';

import { exhaustedFor, type Exhausted } from '../state/rateLimits';
import type { Dialect } from '../gatewayKit/dialect';
import type { Store } from '../state/store';

/** How a refusal for too many requests tells when to come back. */
export const limitedForms = ['own', 'seconds', 'date', 'reset', 'body', 'none'] as const;

/** A refusal for too many requests. */
export interface Limited {
	/** Seconds until the gateway takes requests again. */
	readonly after: number;
	/** `own` is the gateway's documented one; the others are those of gateways there may be. */
	readonly form: (typeof limitedForms)[number];
}

const message = 'Too many requests';

/** The answer's parts by its form; where there is no body, there is none at all. */
const parts: Record<
	Exclude<Limited['form'], 'own'>,
	(exhausted: Exhausted) => { headers?: Record<string, string>; body?: object }
> = {
	seconds: ({ seconds }) => ({ headers: { 'Retry-After': String(seconds) }, body: { message } }),
	date: ({ at }) => ({
		headers: { 'Retry-After': new Date(at * 1000).toUTCString() },
		body: { message },
	}),
	reset: ({ at }) => ({ headers: { 'X-RateLimit-Reset': String(at) }, body: { message } }),
	body: ({ seconds }) => ({ body: { message, retry_after: seconds } }),
	none: () => ({}),
};

/** The refusal at this moment. */
export function limitedAnswer(
	context: Context,
	store: Store,
	dialect: Dialect,
	{ after, form }: Limited,
): Response {
	const { requests = 0 } = store.budgets.get(dialect.id) ?? dialect.budget ?? {};
	const exhausted = exhaustedFor(store, requests, after * 1000);
	if (form === 'own') return dialect.tooMany(context, store, exhausted);
	const { headers, body } = parts[form](exhausted);
	return body === undefined ? context.body(null, 429) : context.json(body, 429, headers);
}
