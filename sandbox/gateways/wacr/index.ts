import { Hono } from 'hono';

import type { Dialect } from '../../gatewayKit/dialect';
import { currentRateLimit } from '../../gatewayKit/mountDialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { RateLimit } from '../../state/rateLimits';
import type { Store } from '../../state/store';
import { resend } from '../metaCloud/resend';
import { id, notFound, ok, refusals, refused } from './answers';
import { commentRoutes } from './comments';
import { contactBatchRoutes } from './contactBatch';
import { contactRoutes } from './contacts';
import { listRowRoutes } from './listRows';
import { listRoutes } from './lists';
import { colleagueWrites, messageRoutes } from './messages';
import { oneTimePasswordRoutes } from './oneTimePasswords';
import { planFeatures, planLimits, planUsage } from './plan';
import { sendRoutes } from './send';
import { templateRoutes } from './templates';

const basePath = '/api/v2';

/** The rate depends on the plan; this is the plan of the sandbox. */
const documented: RateLimit = { requests: 60, windowMs: 60_000, window: 'rolling' };

/** Source: https://docs.app.wa.cr/ (Account) */
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
	routes.get('/account/limits', (context) => {
		const { requests, windowMs } = currentRateLimit(wacr, store) ?? documented;
		const perMinute = Math.max(Math.round((requests * 60_000) / windowMs), 1);
		return ok(
			context,
			{ limits: planLimits(perMinute), features: planFeatures },
			'Plan limits retrieved successfully',
		);
	});
	routes.get('/account/usage', (context) =>
		ok(context, planUsage(store), 'Usage statistics retrieved successfully'),
	);
	return routes;
}

function api(store: Store): Hono {
	const routes = new Hono();
	for (const part of [
		accountRoutes,
		sendRoutes,
		messageRoutes,
		oneTimePasswordRoutes,
		templateRoutes,
		contactBatchRoutes,
		contactRoutes,
		commentRoutes,
		listRoutes,
	]) {
		routes.route('/', part(store));
	}
	for (const list of ['sources', 'statuses'] as const)
		routes.route('/', listRowRoutes(store, list));
	routes.all('*', (context) => refused(context, notFound('Endpoint')));
	return routes;
}

/**
 * WA.CR, app API v2, and Rasl, which runs the same software. It documents no webhook for messages:
 * Rasl's are about contacts, sources and statuses alone. That it forwards Meta's payload, as the
 * software beneath it and its sister Xobito do, is an assumption.
 * Sources: https://docs.app.wa.cr/ and https://docs.getrasl.io/webhook-format
 */
export const wacr: Dialect = {
	id,
	name: 'WA.CR / Rasl',
	basePath,
	recipientField: 'phone',
	access: {
		tokens: ['wacr-sandbox-token'],
		refuse: (context) => refused(context, refusals.unauthorized),
	},
	rateLimit: {
		documented,
		refuse: (context, { retryAfterSeconds }) =>
			refused(context, refusals.tooMany, { 'Retry-After': String(retryAfterSeconds) }),
	},
	resend,
	colleagueWrites,
	routes: ({ store }) => ({
		guarded: { [basePath]: api(store) },
		open: storageRoutes(store, id),
	}),
};
