import { Hono, type Context } from 'hono';

import { spend, type Budget, type Exhausted } from '../../state/rateLimits';
import { bearer, sameSecret, type Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { contactRoutes } from './contacts';
import { inboxRoutes } from './inbox';
import { sendRoutes } from './send';
import { tagRoutes } from './tags';
import { templateRoutes } from './templates';
import { tenantId, webhook } from './webhook';

const id = 'qyvo';
const token = 'qyvo-sandbox-token';

/** Source: https://www.qyvo.io/docs/rate-limits */
const documented: Budget = { requests: 120, windowMs: 60_000, window: 'rolling' };

const authorized = (headers: Headers) =>
	sameSecret(bearer(headers.get('authorization') ?? undefined), token);

/** Laravel's words for a path that is not there. */
function notThere(context: Context): Response {
	const message = `The route ${context.req.path.slice(1)} could not be found.`;
	return context.json({ message }, 404);
}

function tooMany(context: Context, { seconds }: Exhausted): Response {
	return context.json({ message: 'Too Many Attempts.' }, 429, { 'Retry-After': String(seconds) });
}

/** Everything below the base path, behind the token and the rate limit. */
function api(store: Store): Hono {
	const routes = new Hono();
	routes.use('*', async (context, next) => {
		if (!authorized(context.req.raw.headers)) {
			return context.json({ message: 'Unauthenticated.' }, 401);
		}
		const budget = store.budgets.get(id) ?? documented;
		const { remaining, exhausted } = spend(store, id, budget);
		if (exhausted !== undefined) return tooMany(context, exhausted);
		await next();
		if (context.res.status < 300) {
			context.header('X-RateLimit-Limit', String(budget.requests));
			context.header('X-RateLimit-Remaining', String(remaining));
		}
		return undefined;
	});
	// Source: https://www.qyvo.io/docs/api/me
	routes.get('/me', (context) =>
		context.json({
			id: 42,
			email: 'owner@sandbox.example',
			name: 'Sandbox Owner',
			tenant: { id: tenantId, name: 'Sandbox Shop' },
		}),
	);
	for (const part of [sendRoutes, templateRoutes, contactRoutes, tagRoutes, inboxRoutes]) {
		routes.route('/', part(store));
	}
	return routes;
}

/** Which methods each path takes. */
function methodsByPath({ routes }: Hono): ReadonlyMap<string, ReadonlySet<string>> {
	const methods = new Map<string, Set<string>>();
	for (const { path, method } of routes) {
		if (method === 'ALL') continue;
		const taken = (methods.get(path) ?? new Set()).add(method);
		methods.set(path, method === 'GET' ? taken.add('HEAD') : taken);
	}
	return methods;
}

/** Qyvo, REST API v1. Source: https://www.qyvo.io/docs/api/index */
export const qyvo: Dialect = {
	id,
	name: 'Qyvo',
	token,
	basePath: '/api/v1',
	budget: documented,
	tooMany: (context, _store, exhausted) => tooMany(context, exhausted),
	authorized,
	webhook,
	routes(store) {
		const inner = new Hono().route('/api/v1', api(store));
		const methods = methodsByPath(inner);
		const app = new Hono().route('/', storageRoutes(store, id));
		// Laravel looks for the route before it asks who is there.
		app.use('*', async (context, next) => {
			const { path, method } = context.req;
			const taken = methods.get(path);
			if (taken === undefined) return notThere(context);
			if (taken.has(method)) return await next();
			const allowed = [...taken].join(', ');
			const message = `The ${method} method is not supported for route ${path.slice(1)}. Supported methods: ${allowed}.`;
			return context.json({ message }, 405, { Allow: allowed });
		});
		app.route('/', inner);
		return app;
	},
};
