import { Hono, type Context } from 'hono';

import { spend } from '../../state/rateLimits';
import { bearer, sameSecret, type Dialect } from '../../gatewayKit/dialect';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import { idempotent } from './idempotency';
import { budget, tooMany } from './limit';
import { messageRoutes } from './messages';
import { templateRoutes } from './templates';

const id = 'mojeeb';
const token = 'mojeeb-sandbox-token';

/** A key that has `whatsapp:read` alone, to see what a missing permission looks like. */
const tokenThatReads = 'mojeeb-sandbox-token-that-reads';

const has = (headers: Headers, secret: string) =>
	sameSecret(bearer(headers.get('authorization') ?? undefined), secret);

/** A path that Mojeeb does not have. */
function notThere(context: Context): Response {
	return refused(context, {
		status: 404,
		code: 'endpoint_not_found',
		message: `There is no endpoint ${context.req.method} ${context.req.path}.`,
	});
}

/** Gives the answer the request's correlation id, or one of its own. */
function correlate(context: Context, store: Store): void {
	const given = context.req.header('X-Correlation-ID');
	context.header('X-Correlation-ID', given || store.id('req_01KQ'));
}

/** Everything below the version, behind the key, its permission, the rate limit and the memory. */
function api(store: Store): Hono {
	const routes = new Hono();
	routes.use('*', async (context, next) => {
		correlate(context, store);
		const { headers } = context.req.raw;
		if (has(headers, tokenThatReads)) {
			return refused(context, {
				status: 403,
				code: 'insufficient_scope',
				message: 'This API key lacks the scope whatsapp:send.',
				extra: { required_scope: 'whatsapp:send' },
			});
		}
		if (!has(headers, token)) {
			const message = 'The API key is missing or not valid.';
			return refused(context, { status: 401, code: 'invalid_api_key', message });
		}
		const { exhausted } = spend(store, id, store.budgets.get(id) ?? budget);
		return exhausted === undefined ? await next() : tooMany(context, exhausted);
	});
	routes.use('*', idempotent(store));
	routes.route('/', messageRoutes(store));
	routes.route('/', templateRoutes(store));
	routes.all('*', notThere);
	return routes;
}

/**
 * Mojeeb, public API v1. As the agent `00000000-0000-4000-8000-00000000dead` it has no list of
 * templates (404 `endpoint_not_found`), and they are sent by name and language unchecked. It has no webhook: its pages
 * have none, and nothing that people write can be read from it.
 * Source: https://docs.mojeeb.app/docs/developers/overview
 */
export const mojeeb: Dialect = {
	id,
	name: 'Mojeeb',
	token,
	basePath: '',
	fields: account,
	budget,
	tooMany(context, store, exhausted) {
		correlate(context, store);
		return tooMany(context, exhausted);
	},
	authorized: (headers) => has(headers, token),
	routes: (store) => new Hono().route('/v1', api(store)).all('*', notThere),
};
