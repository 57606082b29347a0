import { Hono } from 'hono';

import { bearer, sameSecret, type Dialect } from '../../dialect';
import type { Store } from '../../store';
import { contactRoutes } from './contacts';
import { sendRoutes } from './send';
import { templateRoutes } from './templates';

const id = 'qyvo';
const token = 'qyvo-sandbox-token';

/** Source: https://www.qyvo.io/docs/rate-limits */
const budget = { requests: 120, windowMs: 60_000 } as const;

/** Takes one request from the token's budget; gives the seconds to wait where it is used up. */
function spend(store: Store): { remaining: number; retryAfter?: number } {
	const now = store.clock.now();
	const hits = (store.hits.get(id) ?? []).filter((at) => now - at < budget.windowMs);
	const oldest = hits[0];
	if (hits.length >= budget.requests && oldest !== undefined) {
		store.hits.set(id, hits);
		return { remaining: 0, retryAfter: Math.ceil((oldest + budget.windowMs - now) / 1000) };
	}
	store.hits.set(id, [...hits, now]);
	return { remaining: budget.requests - hits.length - 1 };
}

/** Qyvo, REST API v1. Source: https://www.qyvo.io/docs/api/index */
export const qyvo: Dialect = {
	id,
	name: 'Qyvo',
	token,
	basePath: '/api/v1',
	routes(store) {
		const api = new Hono();
		api.use('*', async (context, next) => {
			if (!sameSecret(bearer(context.req.header('authorization')), token)) {
				return context.json({ message: 'Unauthenticated.' }, 401);
			}
			const { remaining, retryAfter } = spend(store);
			if (retryAfter !== undefined) {
				return context.json({ message: 'Too Many Attempts.' }, 429, {
					'Retry-After': String(retryAfter),
					'X-RateLimit-Limit': String(budget.requests),
					'X-RateLimit-Remaining': '0',
				});
			}
			await next();
			if (context.res.status < 300) {
				context.header('X-RateLimit-Limit', String(budget.requests));
				context.header('X-RateLimit-Remaining', String(remaining));
			}
			return undefined;
		});
		api.get('/me', (context) =>
			context.json({
				id: 42,
				email: 'owner@sandbox.example',
				name: 'Sandbox Owner',
				tenant: { id: '01HZX90000000000000000ACME', name: 'Sandbox Shop' },
			}),
		);
		api.route('/', sendRoutes(store));
		api.route('/', templateRoutes());
		api.route('/', contactRoutes(store));

		const app = new Hono();
		app.route('/api/v1', api);
		// Laravel's words for a path that is not there.
		app.notFound((context) =>
			context.json({ message: `The route ${context.req.path.slice(1)} could not be found.` }, 404),
		);
		return app;
	},
};
