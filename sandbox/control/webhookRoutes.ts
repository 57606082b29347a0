import { Hono } from 'hono';

import { seedPhones } from '../state/seed';
import { deliverFlood } from '../webhooks/flood';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import { refuse, valid } from './validation';

/** Every address with its secret and what was answered there last. */
function listWebhooks({ dialects, subscriptions, deliveries }: ControlContext) {
	return subscriptions.list().map((one) => {
		const dialect = dialects.find(({ id }) => id === one.gateway);
		const usual = one.from === 'resend' ? null : (dialect?.webhook?.secret ?? null);
		const { id, gateway, url, from, at, isActive } = one;
		const secret = one.secret ?? usual;
		return {
			id,
			gateway,
			url,
			secret,
			from,
			at,
			isActive,
			last: deliveries.log.lastOf(id) ?? null,
		};
	});
}

/** Controls how the gateways deliver their events, and shows what they delivered. */
export function webhookRoutes(control: ControlContext): Hono {
	const { dialects, store, subscriptions, deliveries } = control;
	const routes = new Hono();
	const list = () => ({ webhooks: listWebhooks(control) });
	const known = (id: string) =>
		subscriptions.list().find((one) => one.id === id) ??
		refuse(`webhook: there is no webhook ${id}; GET /_sandbox/webhooks lists them.`);

	routes.get('/webhooks', (context) => context.json(list()));

	// Stands for the gateway's dashboard, whose page asks for an address and nothing else.
	routes.post('/webhooks', valid('json', endpoints['POST /webhooks'].json), (context) => {
		const { gateway, url, ...more } = context.req.valid('json');
		const refusal = subscriptions.reach.refusal(url);
		if (refusal !== undefined) refuse(`url: ${refusal}`);
		const { origin } = new URL(context.req.url);
		const at = store.clock.iso();
		const { id } = subscriptions.add({ gateway, url, origin, at }, more);
		deliveries.publish(gateway, { kind: 'test', at }, id);
		const { webhooks } = list();
		return context.json({ webhook: webhooks.find((one) => one.id === id), webhooks }, 201);
	});

	routes.delete('/webhooks', valid('query', endpoints['DELETE /webhooks'].query), (context) => {
		const { gateway, id } = context.req.valid('query');
		if (id !== undefined) known(id);
		subscriptions.remove({ ...(gateway && { gateway }), ...(id && { id }) });
		return context.json(list());
	});

	routes.post(
		'/webhooks/faults',
		valid('json', endpoints['POST /webhooks/faults'].json),
		(context) => {
			const { gateway, webhook, ...faults } = context.req.valid('json');
			if (webhook !== undefined) known(webhook);
			deliveries.setFaults(webhook ?? gateway, faults);
			return context.json({ gateway: gateway ?? null, webhook: webhook ?? null, ...faults }, 201);
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
			if (status !== undefined) return context.json({ id, status });
			return refuse('id: not one of the last deliveries to a webhook that is still there.');
		},
	);
	routes.delete('/deliveries', (context) => {
		deliveries.log.clear();
		return context.json({ deliveries: [] });
	});

	routes.post('/flood', valid('json', endpoints['POST /flood'].json), async (context) => {
		const { gateway, webhook, phone = seedPhones[0].phone, ...flood } = context.req.valid('json');
		const all = subscriptions.targets(gateway);
		const targets = all.filter(({ id }) => webhook === undefined || id === webhook);
		const [first = refuse('gateway: no address yet; add one with POST /_sandbox/webhooks.')] =
			targets;
		const takesBatches = dialects.find(({ id }) => id === gateway)?.webhook?.takesBatches;
		const { batch = 1 } = deliveries.faultsOf(first);
		return context.json(
			await deliverFlood(store, deliveries, {
				...flood,
				targets,
				gateway,
				phone,
				batch: takesBatches ? batch : 1,
			}),
		);
	});

	return routes;
}
