import { Hono, type Context } from 'hono';

import type { Dialect } from '../../gatewayKit/dialect';
import { storageRoutes } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { contactEndpoints } from './contacts';
import type { Endpoint } from './endpoint';
import {
	authorized,
	budget,
	id,
	isWorkspace,
	token,
	tooMany,
	turnedAway,
	workspaces,
} from './gate';
import { listEndpoints } from './lists';
import { lookupEndpoints } from './lookups';
import { mediaEndpoints } from './media';
import { messageEndpoints } from './messages';
import { templateEndpoints } from './templates';
import { templateSendEndpoints } from './templateSend';
import { webhook } from './webhook';

const endpoints: readonly Endpoint[] = [
	...messageEndpoints,
	...templateSendEndpoints,
	...mediaEndpoints,
	...lookupEndpoints,
	...templateEndpoints,
	...contactEndpoints,
	...listEndpoints,
];

/** Laravel's words for a path that is not there; they have no envelope. */
function notThere(context: Context): Response {
	const message = `The route ${context.req.path.slice(1)} could not be found.`;
	return context.json({ message }, 404);
}

/** Everything at one path. Laravel looks for the route and the method before it asks who is there. */
async function answer(
	context: Context,
	store: Store,
	atPath: readonly Endpoint[],
): Promise<Response> {
	const workspace = context.req.param('workspace') ?? '';
	const generation = isWorkspace(workspace) ? workspaces[workspace] : 'G1';
	const offered = atPath.filter(({ onlyG1 }) => !onlyG1 || generation === 'G1');
	if (offered.length === 0) return notThere(context);
	const { method, path } = context.req;
	const endpoint = offered.find((one) => one.method === method);
	if (endpoint === undefined) {
		const allowed = offered.map((one) => one.method).join(', ');
		const message = `The ${method} method is not supported for route ${path.slice(1)}. Supported methods: ${allowed}.`;
		return context.json({ message }, 405, { Allow: allowed });
	}
	return (
		turnedAway(context, store, endpoint.ability) ??
		(await endpoint.answer({ context, store, generation }))
	);
}

/** Xobito, API v1. Source: https://documents.xobito.com/api-reference/introduction */
export const xobito: Dialect = {
	id,
	name: 'Xobito',
	token,
	basePath: '/api/v1',
	fields: { subdomain: 'sandbox-shop' },
	budget,
	tooMany: (context, _store, exhausted) => tooMany(context, exhausted),
	authorized,
	webhook,
	routes(store) {
		const app = new Hono().route('/', storageRoutes(store, id));
		for (const path of new Set(endpoints.map((one) => one.path))) {
			const atPath = endpoints.filter((one) => one.path === path);
			app.all(`/api/v1/:workspace${path}`, async (context) => answer(context, store, atPath));
		}
		app.notFound(notThere);
		return app;
	},
};
