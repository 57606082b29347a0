import { Hono } from 'hono';

import type { Steered } from './controlRoutes';
import { dialects } from '../gateways';
import { flood } from '../webhooks/flood';
import { forgeries, type Behaviour } from '../webhooks/webhookFaults';
import { seedPhones } from '../state/seed';
import {
	fieldsOf,
	gatewayField,
	phoneField,
	refuse,
	wholeField,
	type Fields,
} from './controlFields';
import { notHere } from '../webhooks/subscriptions';

const mostAtOnce = 200;
const mostOfFlood = 20_000;

/** A gateway that tells what happens. */
function tellingGateway(value: unknown): string {
	const telling = dialects.filter(({ webhook }) => webhook !== undefined).map(({ id }) => id);
	const sentence = `gateway: one of ${telling.join(', ')}; the others have no webhooks.`;
	const known = gatewayField(value ?? refuse(sentence));
	return known !== undefined && telling.includes(known) ? known : refuse(sentence);
}

function urlField(value: unknown): string {
	if (typeof value !== 'string') return refuse('url: where the deliveries go.');
	const reason = notHere(value);
	return reason === undefined ? value : refuse(`url: ${reason}`);
}

function behaviourIn({ duplicate, shuffle, seed, delayMs, forge, batch }: Fields): Behaviour {
	if (shuffle !== undefined && typeof shuffle !== 'boolean') refuse('shuffle: true or false.');
	const forged = forgeries.find((one) => one === forge);
	if (forge !== undefined && forged === undefined) refuse(`forge: one of ${forgeries.join(', ')}.`);
	return {
		duplicate: wholeField(duplicate, 'duplicate', 1, 100),
		shuffle: shuffle === true,
		seed: wholeField(seed, 'seed', 0, 2 ** 32 - 1),
		delayMs: wholeField(delayMs, 'delayMs', 0, 600_000),
		forge: forged,
		batch: wholeField(batch, 'batch', 1, 1000),
	};
}

const behaviourFields = [
	'gateway',
	'duplicate',
	'shuffle',
	'seed',
	'delayMs',
	'forge',
	'batch',
] as const;

const floodFields = ['gateway', 'phone', 'count', 'duplicates', 'parallel', 'seed'] as const;

function shareField(value: unknown): number {
	if (value === undefined) return 0;
	const fits = typeof value === 'number' && value >= 0 && value <= 1;
	return fits ? value : refuse('duplicates: a number from 0 to 1.');
}

/** Steers how the gateways tell what happens, and shows what they told. */
export function webhookControl({ store, deliveries }: Steered): Hono {
	const routes = new Hono();
	const shown = () => ({ webhooks: store.webhooks.list() });

	routes.get('/webhooks', (context) => context.json(shown()));

	// Stands for the gateway's dashboard, whose page asks for an address and nothing else.
	routes.post('/webhooks', async (context) => {
		const fields = await fieldsOf(context, ['gateway', 'url']);
		const gateway = tellingGateway(fields['gateway']);
		const url = urlField(fields['url']);
		const { origin } = new URL(context.req.url);
		const at = store.clock.iso();
		store.webhooks.register({ gateway, url, origin, at });
		deliveries.tell(gateway, { kind: 'test', at });
		return context.json(shown(), 201);
	});

	routes.delete('/webhooks', (context) => {
		const one = gatewayField(context.req.query('gateway'));
		for (const { id } of dialects) {
			if (one === undefined || id === one) store.webhooks.remove(id);
		}
		return context.json(shown());
	});

	routes.post('/webhooks/behave', async (context) => {
		const fields = await fieldsOf(context, behaviourFields);
		const { gateway } = fields;
		const one = gateway === undefined ? undefined : tellingGateway(gateway);
		const behaviour = behaviourIn(fields);
		deliveries.behave(one, behaviour);
		return context.json({ gateway: one ?? null, ...behaviour }, 201);
	});

	routes.delete('/webhooks/behave', (context) => {
		deliveries.behaveWell();
		return context.json({});
	});

	routes.get('/deliveries', (context) => context.json({ deliveries: deliveries.log() }));
	routes.delete('/deliveries', (context) => {
		deliveries.clearLog();
		return context.json({ deliveries: [] });
	});

	routes.post('/flood', async (context) => {
		const fields = await fieldsOf(context, floodFields);
		const gateway = tellingGateway(fields['gateway']);
		const target =
			store.webhooks.target(gateway) ??
			refuse('gateway: nobody listens yet; register an address with POST /_sandbox/webhooks.');
		const { phone, count, parallel, seed } = fields;
		const answer = await flood(store, deliveries, {
			target,
			phone: phone === undefined ? seedPhones[0].phone : phoneField(phone),
			count:
				wholeField(count, 'count', 1, mostOfFlood) ??
				refuse(`count: a whole number from 1 to ${mostOfFlood}.`),
			duplicates: shareField(fields['duplicates']),
			parallel: wholeField(parallel, 'parallel', 1, mostAtOnce) ?? 10,
			seed: wholeField(seed, 'seed', 0, 2 ** 32 - 1) ?? 1,
		});
		return context.json(answer);
	});

	return routes;
}
