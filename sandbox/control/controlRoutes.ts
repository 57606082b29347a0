import { Hono } from 'hono';

import { answerControl } from './answerRoutes';
import type { Deliveries } from '../webhooks/deliveries';
import { dialects } from '../gateways';
import { optedOutOf, receive } from '../webhooks/inboundEvents';
import { overview } from './overview';
import { saidFields, saidIn } from './inboundMessage';
import { seedPhones } from '../state/seed';
import {
	directionField,
	fieldsOf,
	gatewayField,
	messageOf,
	NotUnderstood,
	phoneField,
	progressField,
	reasonField,
	steerClock,
} from './controlFields';
import type { Steps } from '../webhooks/statusTimeline';
import type { Store } from '../state/store';
import { webhookControl } from './webhookRoutes';

function iso(moment: number | undefined): string | null {
	return moment === undefined ? null : new Date(moment).toISOString();
}

function phones(store: Store) {
	const seeded = seedPhones.map(({ phone }): string => phone);
	const numbers = new Set([...seeded, ...store.messages.map(({ phone }) => phone)]);
	const named = (phone: string) =>
		seedPhones.find((one) => one.phone === phone)?.name ??
		dialects
			.flatMap(({ id }) => store.contacts(id))
			.find((one) => one.phone === phone && one.name !== null)?.name;
	return [...numbers].map((phone) => ({
		phone,
		name: named(phone) ?? null,
		messages: store.messages.filter((message) => message.phone === phone),
		windows: dialects.map(({ id, name }) => ({
			gateway: id,
			name,
			lastWroteAt: iso(store.lastInbound(id, phone)),
			openUntil: iso(store.windowOpenUntil(id, phone)),
		})),
	}));
}

/** What is steered: the state, and what tells of it. */
export interface Steered {
	readonly store: Store;
	readonly deliveries: Deliveries;
	readonly steps: Steps;
}

/** `/_sandbox/*`: the only paths that no gateway has. They inspect and steer. */
export function controlRoutes(steered: Steered): Hono {
	const { store, deliveries, steps } = steered;
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
		const said = saidIn(store, await fieldsOf(context, saidFields));
		// One moment for every gateway: it is one and the same message.
		const at = store.clock.iso();
		const received = said.gateways.map((gateway) => receive(store, gateway, said, at));
		// Whoever answers has read what came before.
		steps.look();
		for (const { message, changes } of received) {
			for (const change of changes) deliveries.tell(message.gateway, change);
		}
		return context.json({ messages: received.map(({ message }) => message) }, 201);
	});

	routes.post('/status', async (context) => {
		const fields = await fieldsOf(context, ['id', 'status', 'reason']);
		const message = messageOf(store, fields['id']);
		store.setStatus(message, progressField(fields['status']), reasonField(fields['reason']));
		steps.asked(message);
		return context.json(store.statusOf(message));
	});

	routes.post('/opt-out', async (context) => {
		const fields = await fieldsOf(context, ['phone', 'gateway', 'optedOut']);
		const phone = phoneField(fields['phone']);
		const one = gatewayField(fields['gateway']);
		const { optedOut = true } = fields;
		if (typeof optedOut !== 'boolean') throw new NotUnderstood('optedOut: true or false.');
		for (const { id } of dialects) {
			if (one !== undefined && id !== one) continue;
			for (const change of optedOutOf(store, id, phone, optedOut, 'switch')) {
				deliveries.tell(id, change);
			}
		}
		return context.json({ phone, optedOut });
	});

	const time = () => ({ now: store.clock.iso(), speed: store.clock.speed });
	routes.get('/clock', (context) => context.json(time()));
	routes.post('/clock', async (context) => {
		steerClock(store.clock, await fieldsOf(context, ['advance', 'now', 'speed']));
		steps.look();
		return context.json(time());
	});

	routes.post('/reset', (context) => {
		store.reset();
		return context.json(time());
	});

	routes.get('/requests', (context) => context.json({ requests: store.requests }));

	routes.route('/', answerControl(store));
	routes.route('/', webhookControl(steered));
	return routes;
}
