import { Hono, type Context } from 'hono';

import { sameSecret } from '../../gatewayKit/bearer';
import type { Dialect } from '../../gatewayKit/dialect';
import type { Store } from '../../state/store';
import { account } from './account';
import { agentRoutes } from './agents';
import { refused } from './answers';
import { contactRoutes } from './contacts';
import { conversationRoutes } from './conversations';
import { createTemplateRoutes } from './createTemplate';
import { idempotent } from './idempotency';
import { leadFieldRoutes } from './leadFields';
import { leadRoutes } from './leads';
import { messageRoutes } from './messages';
import { noteRoutes } from './notes';
import { rateLimit, refuseForRateLimit } from './rateLimit';
import { templateRoutes } from './templates';

/** A key that has `whatsapp:read` alone, to see what a missing permission looks like. */
const readOnlyToken = 'mojeeb-sandbox-token-that-reads';

function notFound(context: Context): Response {
	return refused(context, {
		status: 404,
		code: 'endpoint_not_found',
		message: `There is no endpoint ${context.req.method} ${context.req.path}.`,
	});
}

function refuseToken(context: Context, token: string): Response {
	if (sameSecret(token, readOnlyToken)) {
		return refused(context, {
			status: 403,
			code: 'insufficient_scope',
			message: 'This API key lacks the scope whatsapp:send.',
			extra: { required_scope: 'whatsapp:send' },
		});
	}
	const message = 'The API key is missing or not valid.';
	return refused(context, { status: 401, code: 'invalid_api_key', message });
}

/** Gives the answer the request's correlation id, or one of its own. */
function addCorrelationId(context: Context, store: Store): void {
	if (context.res.headers.has('X-Correlation-ID')) return;
	const given = context.req.header('X-Correlation-ID');
	context.header('X-Correlation-ID', given || store.ids.next('req_01KQ'));
}

/**
 * Mojeeb, public API v1. As the agent `00000000-0000-4000-8000-00000000dead` it has no list of
 * templates (404 `endpoint_not_found`), and they are sent by name and language unchecked. It has no
 * webhook: its pages have none, and nothing that people write can be read from it.
 * Source: https://docs.mojeeb.app/docs/developers/overview
 */
export const mojeeb: Dialect = {
	id: 'mojeeb',
	name: 'Mojeeb',
	basePath: '',
	fields: account,
	recipientField: 'to',
	access: {
		tokens: ['mojeeb-sandbox-token'],
		refused: [readOnlyToken],
		refuse: refuseToken,
	},
	rateLimit: {
		documented: rateLimit,
		refuse(context, exceeded, store) {
			addCorrelationId(context, store);
			return refuseForRateLimit(context, exceeded);
		},
	},
	routes({ store }) {
		const api = new Hono();
		api.use('*', idempotent(store));
		api.route('/', messageRoutes(store));
		api.route('/', templateRoutes(store));
		api.route('/', agentRoutes(store));
		api.route('/', createTemplateRoutes(store));
		api.route('/', contactRoutes(store));
		api.route('/', noteRoutes(store));
		api.route('/', conversationRoutes(store));
		api.route('/', leadRoutes(store));
		api.route('/', leadFieldRoutes(store));
		const open = new Hono();
		open.use('/v1/*', async (context, next) => {
			addCorrelationId(context, store);
			await next();
		});
		return { guarded: { '/v1': api }, open, notFound };
	},
};
