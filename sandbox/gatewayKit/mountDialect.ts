import { Hono, type MiddlewareHandler } from 'hono';

import type { RateLimit } from '../state/rateLimits';
import type { Store } from '../state/store';
import { bearerToken, sameSecret } from './bearer';
import type { Dialect, DialectAccess, GatewayServices } from './dialect';

function tokenOf({ scheme }: DialectAccess, request: Request): string {
	return bearerToken(request.headers, scheme?.(request));
}

/** Whether a request has one of the gateway's tokens. */
export function isAuthorized({ access }: Dialect, request: Request): boolean {
	const given = tokenOf(access, request);
	return access.tokens.some((token) => sameSecret(given, token));
}

/** The limit that a gateway enforces now; `null` for none. */
export function currentRateLimit({ id, rateLimit }: Dialect, store: Store): RateLimit | null {
	return store.rateLimits.override(id) ?? rateLimit.documented;
}

/** Asks for the token, and then counts the request. */
function accessControl(dialect: Dialect, store: Store): MiddlewareHandler {
	const { id, access, rateLimit } = dialect;
	return async (context, next) => {
		const { raw } = context.req;
		if (!isAuthorized(dialect, raw)) {
			return access.refuse(context, tokenOf(access, raw));
		}
		const limit = currentRateLimit(dialect, store);
		if (limit === null || rateLimit.counts?.(raw) === false) return await next();
		const { remaining, exceeded } = store.rateLimits.take(id, limit);
		if (exceeded !== undefined) return rateLimit.refuse(context, exceeded, store);
		await next();
		if (context.res.status >= 300) return undefined;
		for (const [name, value] of Object.entries(rateLimit.headers?.(remaining, limit) ?? {})) {
			context.header(name, value);
		}
		return undefined;
	};
}

/** A gateway's routes with the token and the rate limit in front of them. */
export function mountDialect(dialect: Dialect, services: GatewayServices): Hono {
	const { guarded, open, notFound } = dialect.routes(services);
	const app = new Hono();
	if (open !== undefined) app.route('/', open);
	for (const [path, routes] of Object.entries(guarded)) {
		app.use(`${path}/*`, accessControl(dialect, services.store));
		app.route(path, routes);
	}
	if (notFound !== undefined) app.notFound(notFound);
	return app;
}
