import { Hono, type Context } from 'hono';

import { sameSecret } from '../../gatewayKit/bearer';
import type { Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { accountRoutes } from './account';
import { id, notFound, refused, type Refusal } from './answers';
import { broadcastRoutes } from './broadcasts';
import { commentRoutes } from './comments';
import { contactRoutes } from './contacts';
import { flowRoutes, flowSecret } from './flows';
import { mediaRoutes } from './media';
import { messageRoutes } from './messages';
import { templateRoutes } from './templates';

/** Keys that are known and refused, to see what each looks like. */
const refusedKeys: Readonly<Record<string, Refusal>> = {
	wacr_test_revoked: {
		status: 401,
		code: 'key_revoked',
		message: 'This API key has been revoked.',
	},
	wacr_test_without_scopes: {
		status: 403,
		code: 'insufficient_scope',
		message: "This credential lacks the 'messages:send' scope.",
	},
	wacr_test_small_plan: {
		status: 403,
		code: 'plan_upgrade_required',
		message: 'The developer API is included in Scale and above.',
	},
};

function refusalOf(token: string): Refusal {
	const [, known] = Object.entries(refusedKeys).find(([key]) => sameSecret(token, key)) ?? [];
	if (known !== undefined) return known;
	return token === ''
		? { status: 401, code: 'missing_token', message: 'An API key is required.' }
		: { status: 401, code: 'invalid_key', message: 'The API key is not valid.' };
}

const parts = [
	...[messageRoutes, templateRoutes, contactRoutes, commentRoutes, mediaRoutes],
	broadcastRoutes,
];

/** What needs no key: files, and the hooks of flows. */
function open(store: Store): Hono {
	const routes = storageRoutes(store, id);
	routes.route('/', flowRoutes(store));
	return routes;
}

function api(store: Store): Hono {
	const routes = new Hono();
	routes.route('/', accountRoutes(store));
	for (const part of parts) routes.route('/', part(store));
	routes.all('*', (context: Context) => refused(context, notFound('Endpoint')));
	return routes;
}

/**
 * WA.CR, developer API v1. Messages are taken whatever the 24-hour window, and the conversation shows later
 * that WhatsApp refused them. It delivers no events: a step of an Auto Flow, which can call, is not imitated, and
 * what a flow that was started sends is not either.
 * Sources: https://github.com/kdctek/n8n-nodes-wacr and https://github.com/kdctek/kdc-wacr-recoveryflow
 */
export const wacrDeveloper: Dialect = {
	id,
	name: 'WA.CR Developer API',
	basePath: '',
	fields: { flowSecret },
	labels: { flowSecret: 'Flow Signing Secret' },
	recipientField: 'to',
	access: {
		tokens: ['wacr_test_sandbox'],
		refused: Object.keys(refusedKeys),
		refuse: (context, token) => refused(context, refusalOf(token)),
	},
	rateLimit: {
		documented: { requests: 120, windowMs: 60_000, window: 'rolling' },
		refuse: (context, { retryAfterSeconds }) =>
			refused(
				context,
				{ status: 429, code: 'rate_limited', message: 'Too many requests.' },
				{ 'Retry-After': String(retryAfterSeconds) },
			),
	},
	routes: ({ store }) => ({
		guarded: { '/v1': api(store) },
		open: open(store),
		notFound: (context) => refused(context, notFound('Endpoint')),
	}),
};
