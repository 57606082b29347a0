import { Hono, type Context } from 'hono';

import type { Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { automationRoutes } from './automations';
import { contactRoutes } from './contacts';
import { inboxRoutes } from './inbox';
import { sendRoutes } from './send';
import { tagRoutes } from './tags';
import { templateRoutes } from './templates';
import { tenantId, webhook } from './webhook';

const id = 'qyvo';
const basePath = '/api/v1';

/** Laravel's answer to a path that does not exist. */
function notFound(context: Context): Response {
	const message = `The route ${context.req.path.slice(1)} could not be found.`;
	return context.json({ message }, 404);
}

function api(store: Store): Hono {
	const routes = new Hono();
	// Source: https://www.qyvo.io/docs/api/me
	routes.get('/me', (context) =>
		context.json({
			id: 42,
			email: 'owner@sandbox.example',
			name: 'Sandbox Owner',
			tenant: { id: tenantId, name: 'Sandbox Shop' },
		}),
	);
	for (const part of [
		sendRoutes,
		templateRoutes,
		contactRoutes,
		tagRoutes,
		inboxRoutes,
		automationRoutes,
	]) {
		routes.route('/', part(store));
	}
	return routes;
}

/** Which methods each path has. */
function methodsByPath({ routes }: Hono): ReadonlyMap<string, ReadonlySet<string>> {
	const methods = new Map<string, Set<string>>();
	for (const { path, method } of routes) {
		const known = (methods.get(`${basePath}${path}`) ?? new Set()).add(method);
		methods.set(`${basePath}${path}`, method === 'GET' ? known.add('HEAD') : known);
	}
	return methods;
}

/** Qyvo, REST API v1. Source: https://www.qyvo.io/docs/api/index */
export const qyvo: Dialect = {
	id,
	name: 'Qyvo',
	isDefault: true,
	basePath,
	recipientField: 'phone',
	access: {
		tokens: ['qyvo-sandbox-token'],
		refuse: (context) => context.json({ message: 'Unauthenticated.' }, 401),
	},
	rateLimit: {
		// Source: https://www.qyvo.io/docs/rate-limits
		documented: { requests: 120, windowMs: 60_000, window: 'rolling' },
		refuse: (context, { retryAfterSeconds }) =>
			context.json({ message: 'Too Many Attempts.' }, 429, {
				'Retry-After': String(retryAfterSeconds),
			}),
		headers: (remaining, { requests }) => ({
			'X-RateLimit-Limit': String(requests),
			'X-RateLimit-Remaining': String(remaining),
		}),
	},
	webhook,
	routes({ store }) {
		const guarded = api(store);
		const methods = methodsByPath(guarded);
		const open = storageRoutes(store, id);
		// Laravel looks for the route before it asks for the token.
		open.use('*', async (context, next) => {
			const { path, method } = context.req;
			const known = methods.get(path);
			if (known === undefined) return notFound(context);
			if (known.has(method)) return await next();
			const allowed = [...known].join(', ');
			const message = `The ${method} method is not supported for route ${path.slice(1)}. Supported methods: ${allowed}.`;
			return context.json({ message }, 405, { Allow: allowed });
		});
		return { guarded: { [basePath]: guarded }, open };
	},
};
