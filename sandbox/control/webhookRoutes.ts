import { Hono } from 'hono';

import { seedPhones } from '../state/seed';
import { deliverFlood } from '../webhooks/flood';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import { refuse, valid } from './validation';

/** Controls how the gateways deliver their events, and shows what they delivered. */
export function webhookRoutes(control: ControlContext): Hono {
	const { dialects, store, subscriptions, deliveries } = control;
	const routes = new Hono();
	const list = () => ({ webhooks: subscriptions.list() });

	routes.get('/webhooks', (context) => context.json(list()));

	// Stands for the gateway's dashboard, whose page asks for an address and nothing else.
	routes.post('/webhooks', valid('json', endpoints['POST /webhooks'].json), (context) => {
		const { gateway, url, resend } = context.req.valid('json');
		const { origin } = new URL(context.req.url);
		const at = store.clock.iso();
		if (resend) subscriptions.resend({ gateway, url, origin, at });
		else subscriptions.register({ gateway, url, origin, at });
		deliveries.publish(gateway, { kind: 'test', at });
		return context.json(list(), 201);
	});

	routes.delete('/webhooks', valid('query', endpoints['DELETE /webhooks'].query), (context) => {
		const { gateway } = context.req.valid('query');
		for (const { id } of dialects) {
			if (gateway === undefined || id === gateway) subscriptions.remove(id);
		}
		return context.json(list());
	});

	routes.post(
		'/webhooks/faults',
		valid('json', endpoints['POST /webhooks/faults'].json),
		(context) => {
			const { gateway, ...faults } = context.req.valid('json');
			deliveries.setFaults(gateway, faults);
			return context.json({ gateway: gateway ?? null, ...faults }, 201);
		},
	);
	routes.delete('/webhooks/faults', (context) => {
		deliveries.clearFaults();
		return context.json({});
	});

	routes.get('/deliveries', (context) => context.json({ deliveries: deliveries.log.entries }));
	routes.get('/delivery', valid('query', endpoints['GET /delivery'].query), (context) => {
		const attempts = deliveries.log.find(context.req.valid('query').id);
		if (attempts.length === 0) refuse('id: no delivery of GET /_sandbox/deliveries.');
		return context.json({ attempts });
	});
	routes.post(
		'/deliveries/repeat',
		valid('json', endpoints['POST /deliveries/repeat'].json),
		async (context) => {
			const { id } = context.req.valid('json');
			const status = await deliveries.repeat(id);
			if (status === undefined) refuse('id: no delivery of GET /_sandbox/deliveries.');
			return context.json({ id, status });
		},
	);
	routes.delete('/deliveries', (context) => {
		deliveries.log.clear();
		return context.json({ deliveries: [] });
	});

	routes.post('/flood', valid('json', endpoints['POST /flood'].json), async (context) => {
		const { gateway, phone = seedPhones[0].phone, ...flood } = context.req.valid('json');
		const target =
			subscriptions.targets(gateway)[0] ??
			refuse('gateway: no address yet; register one with POST /_sandbox/webhooks.');
		const takesBatches = dialects.find(({ id }) => id === gateway)?.webhook?.takesBatches;
		const { batch = 1 } = deliveries.faultsOf(gateway);
		return context.json(
			await deliverFlood(store, deliveries, {
				...flood,
				target,
				phone,
				batch: takesBatches ? batch : 1,
			}),
		);
	});

	return routes;
}
