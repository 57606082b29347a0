import { Hono, type Context } from 'hono';

import type { Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { refused } from './answers';
import { resend } from '../metaCloud/resend';
import { contactEndpoints } from './contacts';
import type { Endpoint } from './endpoint';
import { listMemory } from './listRows';
import { listEndpoints } from './lists';
import { lookupEndpoints } from './lookups';
import { mediaEndpoints } from './media';
import { messageEndpoints } from './messages';
import { templateEndpoints } from './templates';
import { templateSendEndpoints } from './templateSend';
import { webhook } from './webhook';
import { generationOf, hasAbility, id, tokens, type Generation } from './workspace';

const basePath = '/api/v1';
const workspacePath = `${basePath}/:workspace`;

const endpoints: readonly Endpoint[] = [
	...messageEndpoints,
	...templateSendEndpoints,
	...mediaEndpoints,
	...lookupEndpoints,
	...templateEndpoints,
	...contactEndpoints,
	...listEndpoints,
];

const paths = [...new Set(endpoints.map(({ path }) => path))];

/** What the lookup of the route found out. */
interface Found {
	readonly endpoint: Endpoint;
	readonly generation: Generation;
}

declare module 'hono' {
	interface ContextVariableMap {
		xobito: Found;
	}
}

/** Laravel's answer to a path that does not exist; it has no envelope. */
function notFound(context: Context): Response {
	const message = `The route ${context.req.path.slice(1)} could not be found.`;
	return context.json({ message }, 404);
}

/** The endpoint of a request, or why there is none; the workspace is looked at after the method. */
function findEndpoint(context: Context, path: string): Found | Response {
	const generation = generationOf(context.req.param('workspace') ?? '');
	const offered = endpoints.filter(
		(one) => one.path === path && !(one.onlyG1 && generation === 'G3'),
	);
	if (offered.length === 0) return notFound(context);
	const { method, path: asked } = context.req;
	const endpoint = offered.find((one) => one.method === method);
	if (endpoint === undefined) {
		const allowed = offered.map((one) => one.method).join(', ');
		const message = `The ${method} method is not supported for route ${asked.slice(1)}. Supported methods: ${allowed}.`;
		return context.json({ message }, 405, { Allow: allowed });
	}
	return generation === undefined
		? refused(context, 400, 'Invalid tenant subdomain')
		: { endpoint, generation };
}

/** Files, and the lookup of the route, which Laravel does before it asks for the token. */
function openRoutes(store: Store): Hono {
	const open = new Hono();
	open.route('/', storageRoutes(store, id));
	for (const path of paths) {
		open.all(`${workspacePath}${path}`, async (context, next) => {
			const found = findEndpoint(context, path);
			if (found instanceof Response) return found;
			context.set('xobito', found);
			return await next();
		});
	}
	open.all('*', async (context, next) =>
		context.get('xobito') === undefined ? notFound(context) : await next(),
	);
	return open;
}

function workspaceRoutes(store: Store): Hono {
	const routes = new Hono();
	store.events.on('reset', () => listMemory(store).reset());
	for (const path of paths) {
		routes.all(path, async (context) => {
			const { endpoint, generation } = context.get('xobito');
			const { ability } = endpoint;
			return hasAbility(context.req.raw.headers, ability)
				? await endpoint.answer({ context, store, generation })
				: refused(context, 403, `Token does not have the required ability: ${ability}`);
		});
	}
	return routes;
}

/** Xobito, API v1. Source: https://documents.xobito.com/api-reference/introduction */
export const xobito: Dialect = {
	id,
	name: 'Xobito',
	basePath,
	fields: { subdomain: 'sandbox-shop' },
	labels: { subdomain: 'Workspace Subdomain' },
	recipientField: 'phone_number',
	access: {
		tokens,
		refuse: (context, token) =>
			refused(context, 401, token === '' ? 'API token is required' : 'Invalid API token'),
	},
	rateLimit: {
		// Source: https://documents.xobito.com/developers/rate-limits
		documented: { requests: 60, windowMs: 60_000, window: 'rolling' },
		// The one refusal without a `status`; the time stands in the body and in no header.
		refuse: (context, { retryAfterSeconds }) =>
			context.json({ message: 'Too many requests', retry_after: retryAfterSeconds }, 429),
	},
	webhook,
	resend,
	routes: ({ store }) => ({
		guarded: { [workspacePath]: workspaceRoutes(store) },
		open: openRoutes(store),
	}),
};
