import { Hono, type MiddlewareHandler } from 'hono';

import { bearer, sameSecret, type Dialect } from '../../gatewayKit/dialect';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import { fileRoutes, mediaRoutes, type Uploads } from './media';
import { tooMany } from './limit';
import { messageRoutes } from './messages';
import { subscriptionRoutes } from './subscription';
import { templateRoutes } from './templates';
import { webhook } from './webhook';

const token = 'meta-sandbox-token';

const authorized = (headers: Headers) =>
	sameSecret(bearer(headers.get('authorization') ?? undefined), token);

/** Turns away whoever has no token. */
const withToken: MiddlewareHandler = async (context, next) =>
	authorized(context.req.raw.headers)
		? await next()
		: refused(context, 401, 190, 'Invalid OAuth access token - Cannot parse access token');

/** Below the version, which Meta takes as long as it has not expired. */
function graph(store: Store): Hono {
	const routes = new Hono();
	routes.use('*', withToken);
	routes.get(`/${account.phoneNumberId}`, (context) =>
		context.json({
			id: account.phoneNumberId,
			display_phone_number: '+1 555-010-0100',
			verified_name: 'Sandbox Shop',
		}),
	);
	const uploads: Uploads = new Map();
	routes.route('/', mediaRoutes(store, uploads));
	routes.route('/', messageRoutes(store, uploads));
	routes.route('/', templateRoutes());
	routes.route('/', subscriptionRoutes(store));
	routes.all('*', (context) =>
		refused(
			context,
			400,
			100,
			`Unsupported ${context.req.method.toLowerCase()} request. Object with ID '${context.req.path.split('/')[2] ?? ''}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
			{ error_subcode: 33 },
		),
	);
	return routes;
}

/** Meta's Graph API. Source: https://developers.facebook.com/docs/whatsapp/cloud-api */
export const metaCloud: Dialect = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	token,
	basePath: '',
	fields: account,
	tooMany,
	authorized,
	webhook,
	routes: (store) =>
		new Hono()
			.route('/:version{v[0-9]+\\.[0-9]+}', graph(store))
			.use('/whatsapp_business/*', withToken)
			.route('/', fileRoutes(store)),
};
