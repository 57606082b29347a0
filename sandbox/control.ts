import { Hono } from 'hono';

import { dialects } from './gateways';
import { overview } from './overview';
import { seedPhones } from './seed';
import {
	directionField,
	faultOf,
	fieldsOf,
	gatewayField,
	messageOf,
	momentOf,
	NotUnderstood,
	phoneField,
	progressField,
	reasonField,
	wordsField,
} from './steering';
import type { Store } from './store';

function iso(moment: number | undefined): string | null {
	return moment === undefined ? null : new Date(moment).toISOString();
}

function phones(store: Store) {
	const seeded = seedPhones.map(({ phone }): string => phone);
	const numbers = new Set([...seeded, ...store.messages.map(({ phone }) => phone)]);
	return [...numbers].map((phone) => ({
		phone,
		name: seedPhones.find((one) => one.phone === phone)?.name ?? null,
		messages: store.messages.filter((message) => message.phone === phone),
		windows: dialects.map(({ id, name }) => ({
			gateway: id,
			name,
			lastWroteAt: iso(store.lastInbound(id, phone)),
			openUntil: iso(store.windowOpenUntil(id, phone)),
		})),
	}));
}

/** `/_sandbox/*`: the only paths that no gateway has. They inspect and steer. */
export function controlRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.onError((error, context) => {
		if (error instanceof NotUnderstood) return context.json({ message: error.message }, 400);
		throw error;
	});

	routes.get('/', (context) => context.json(overview(new URL(context.req.url).origin)));

	routes.get('/phones', (context) =>
		context.json({ now: store.clock.iso(), phones: phones(store) }),
	);

	routes.get('/messages', (context) => {
		const query = context.req.query();
		const phone = query['phone'] === undefined ? undefined : phoneField(query['phone']);
		const gateway = gatewayField(query['gateway']);
		const direction = directionField(query['direction']);
		return context.json({
			messages: store.messages.filter(
				(message) =>
					(phone === undefined || message.phone === phone) &&
					(gateway === undefined || message.gateway === gateway) &&
					(direction === undefined || message.direction === direction),
			),
		});
	});

	routes.post('/inbound', async (context) => {
		const fields = await fieldsOf(context, ['phone', 'text', 'gateway']);
		const phone = phoneField(fields['phone']);
		const body = wordsField(fields['text']);
		const one = gatewayField(fields['gateway']);
		// One moment for every gateway: it is one and the same message.
		const at = store.clock.iso();
		const messages = dialects
			.filter(({ id }) => one === undefined || id === one)
			.map(({ id }) => {
				store.contact(id, phone);
				return store.keep(id, 'inbound', phone, { kind: 'text', body }, at);
			});
		return context.json({ messages }, 201);
	});

	routes.post('/status', async (context) => {
		const fields = await fieldsOf(context, ['id', 'status', 'reason']);
		const message = messageOf(store, fields['id']);
		store.setStatus(message, progressField(fields['status']), reasonField(fields['reason']));
		return context.json(store.statusOf(message));
	});

	routes.post('/opt-out', async (context) => {
		const fields = await fieldsOf(context, ['phone', 'gateway', 'optedOut']);
		const phone = phoneField(fields['phone']);
		const one = gatewayField(fields['gateway']);
		const { optedOut = true } = fields;
		if (typeof optedOut !== 'boolean') throw new NotUnderstood('optedOut: true or false.');
		for (const { id } of dialects) {
			if (one === undefined || id === one) store.contact(id, phone).optedOut = optedOut;
		}
		return context.json({ phone, optedOut });
	});

	routes.get('/clock', (context) => context.json({ now: store.clock.iso() }));
	routes.post('/clock', async (context) => {
		const fields = await fieldsOf(context, ['advance', 'now']);
		store.clock.set(momentOf(fields, store.clock.now()));
		return context.json({ now: store.clock.iso() });
	});

	routes.post('/reset', (context) => {
		store.reset();
		return context.json({ now: store.clock.iso() });
	});

	routes.get('/requests', (context) => context.json({ requests: store.requests }));

	routes.get('/faults', (context) => context.json({ faults: store.faults.list() }));
	routes.post('/faults', async (context) => {
		store.faults.add(await faultOf(context));
		return context.json({ faults: store.faults.list() }, 201);
	});
	routes.delete('/faults', (context) => {
		store.faults.clear();
		return context.json({ faults: [] });
	});

	return routes;
}
