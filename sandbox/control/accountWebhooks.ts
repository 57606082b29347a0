import { Hono } from 'hono';
import { z } from 'zod/v4';

import type { Dialect } from '../gatewayKit/dialect';
import { isAuthorized } from '../gatewayKit/mountDialect';
import type { ControlContext } from './controlContext';
import { answerRefusal, fields, refuse, valid } from './validation';

const url = z.string('where the deliveries go.');
const target = fields({ url });
const newTarget = fields({
	url,
	workflow: z.string('the name of the workflow that gets them.').nullish(),
});

/**
 * The addresses of one gateway, for whoever has its access token: a trigger connects itself, which at the
 * gateway itself needs its dashboard. Below the Base URL of the gateway's credential, where no gateway has
 * such a path; no fault, limit or log is in the way.
 */
export function accountWebhooks(
	dialect: Dialect,
	{ store, subscriptions }: Pick<ControlContext, 'store' | 'subscriptions'>,
): Hono {
	const { id: gateway, webhook, resend } = dialect;
	const routes = new Hono();
	const own = () => subscriptions.list().filter((one) => one.gateway === gateway);
	const list = () => ({
		// A file that an earlier version kept names no workflows.
		webhooks: own().map(({ id, url, workflow, isActive }) => ({
			...{ id, url, workflow: workflow ?? null, isActive },
		})),
	});

	routes.onError(answerRefusal);
	routes.use('*', async (context, next) => {
		if (isAuthorized(dialect, context.req.raw)) return await next();
		return context.json({ message: 'Authorization: not an access token of this gateway.' }, 401);
	});
	const checkDelivers = () => {
		if (webhook === undefined && resend === undefined) {
			refuse(`url: ${dialect.name} delivers nothing.`);
		}
	};
	routes.get('/webhooks', (context) => {
		checkDelivers();
		return context.json(list());
	});
	routes.post('/webhooks', valid('json', newTarget), (context) => {
		const { url, workflow } = context.req.valid('json');
		checkDelivers();
		const refusal = subscriptions.reach.refusal(url);
		if (refusal !== undefined) refuse(`url: ${refusal}`);
		const { origin } = new URL(context.req.url);
		const at = store.clock.iso();
		const isResend = webhook === undefined;
		subscriptions.add({ gateway, url, origin, at }, { resend: isResend, workflow });
		return context.json(list(), 201);
	});
	routes.delete('/webhooks', valid('query', target), (context) => {
		const { url } = context.req.valid('query');
		for (const one of own()) if (one.url === url) subscriptions.remove({ id: one.id });
		return context.json(list());
	});
	return routes;
}
