import { Hono, type Context } from 'hono';

import { spend, type Budget, type Exhausted } from '../../state/rateLimits';
import { bearer, sameSecret, type Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { id, notFound, ok, refusals, refused } from './answers';
import { contactRoutes } from './contacts';
import { listRoutes } from './lists';
import { messageRoutes } from './messages';
import { sendRoutes } from './send';
import { templateRoutes } from './templates';

const token = 'wacr-sandbox-token';
const basePath = '/api/v2';

/** The rate depends on the plan; this is the plan of the sandbox. */
const documented: Budget = { requests: 60, windowMs: 60_000, window: 'rolling' };

const budgetOf = (store: Store) => store.budgets.get(id) ?? documented;

const authorized = (headers: Headers) =>
	sameSecret(bearer(headers.get('authorization') ?? undefined), token);

/** Sources: https://docs.app.wa.cr/ (Account) and https://docs.app.wa.cr/get-plan-limits-28559823e0 */
function accountRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.get('/account', (context) =>
		ok(
			context,
			{
				id: 12,
				name: 'Sandbox Shop',
				subdomain: 'sandbox',
				status: 'active',
				created_at: '2026-01-05T09:00:00.000Z',
				subscription: { plan: 'Sandbox', status: 'active' },
			},
			'Account information retrieved successfully',
		),
	);
	const unlimited = (name: string) => ({ limit: -1, feature_name: name, is_unlimited: true });
	routes.get('/account/limits', (context) => {
		const { requests, windowMs } = budgetOf(store);
		return ok(
			context,
			{
				limits: { contacts: unlimited('Contacts'), conversations: unlimited('Conversations') },
				// The names of these two are an assumption.
				api_rate_limit: { requests, per_seconds: windowMs / 1000 },
				features: { api: true },
			},
			'Plan limits retrieved successfully',
		);
	});
	return routes;
}

function tooMany(context: Context, { seconds }: Exhausted): Response {
	return refused(context, refusals.tooMany, { 'Retry-After': String(seconds) });
}

/** Everything below the base path, behind the token and the rate limit. */
function api(store: Store): Hono {
	const routes = new Hono();
	routes.use('*', async (context, next) => {
		if (!authorized(context.req.raw.headers)) return refused(context, refusals.unauthorized);
		const { exhausted } = spend(store, id, budgetOf(store));
		return exhausted === undefined ? await next() : tooMany(context, exhausted);
	});
	for (const part of [
		accountRoutes,
		sendRoutes,
		messageRoutes,
		templateRoutes,
		contactRoutes,
		listRoutes,
	]) {
		routes.route('/', part(store));
	}
	routes.all('*', (context) => refused(context, notFound('Endpoint')));
	return routes;
}

/**
 * WA.CR, app API v2, and Rasl, which runs the same software. It has no webhook: WA.CR documents none,
 * and Rasl's tell of contacts, sources and statuses alone, so what people write is asked for.
 * Sources: https://docs.app.wa.cr/ and https://docs.getrasl.io/webhook-format
 */
export const wacr: Dialect = {
	id,
	name: 'WA.CR / Rasl',
	token,
	basePath,
	budget: documented,
	tooMany: (context, _store, exhausted) => tooMany(context, exhausted),
	authorized,
	routes: (store) => new Hono().route('/', storageRoutes(store, id)).route(basePath, api(store)),
};
