import { Hono } from 'hono';

import { receiveMessage, setOptOut } from '../webhooks/inboundEvents';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import { readInbound } from './inboundMessage';
import { everybody } from './liveView';
import { anAdvance, maxTime } from './stateSchemas';
import { refuse, valid } from './validation';

function iso(moment: number | undefined): string | null {
	return moment === undefined ? null : new Date(moment).toISOString();
}

function listPhones(control: ControlContext) {
	const { store, dialects } = control;
	const { messages } = store.ledger;
	return everybody(control).map(({ phone, name }) => ({
		phone,
		name,
		messages: messages.filter((message) => message.phone === phone),
		windows: dialects.map(({ id, name }) => ({
			gateway: id,
			name,
			lastWroteAt: iso(store.windows.lastInbound(id, phone)),
			openUntil: iso(store.windows.openUntil(id, phone)),
		})),
	}));
}

/** Controls people, messages and time, and shows what came of them. */
export function stateRoutes(control: ControlContext): Hono {
	const { store, dialects, deliveries, timeline } = control;
	const { ledger, statuses, clock } = store;
	const routes = new Hono();

	routes.get('/phones', (context) =>
		context.json({ now: clock.iso(), phones: listPhones(control) }),
	);

	routes.get('/messages', valid('query', endpoints['GET /messages'].query), (context) => {
		const { phone, gateway, direction } = context.req.valid('query');
		return context.json({
			messages: ledger.messages.filter(
				(message) =>
					(phone === undefined || message.phone === phone) &&
					(gateway === undefined || message.gateway === gateway) &&
					(direction === undefined || message.direction === direction),
			),
		});
	});

	routes.post('/inbound', valid('json', endpoints['POST /inbound'].json), (context) => {
		const inbound = readInbound(store, dialects, context.req.valid('json'));
		// One moment for every gateway: it is one and the same message.
		const at = clock.iso();
		const received = inbound.gateways.map((id) => receiveMessage(store, id, inbound, at));
		// A person who answers has read what came before.
		timeline.refresh();
		for (const { message, events } of received) {
			for (const event of events) deliveries.publish(message.gateway, event);
		}
		return context.json({ messages: received.map(({ message }) => message) }, 201);
	});

	routes.post('/status', valid('json', endpoints['POST /status'].json), (context) => {
		const { id, status, reason = null } = context.req.valid('json');
		const message =
			ledger.findOutbound((one) => one.id === id) ??
			refuse('id: an outgoing message of GET /_sandbox/messages.');
		statuses.set(message, { status, reason });
		timeline.publishSet(message);
		return context.json(statuses.of(message));
	});

	routes.post('/opt-out', valid('json', endpoints['POST /opt-out'].json), (context) => {
		const { phone, gateway, optedOut } = context.req.valid('json');
		for (const { id } of dialects) {
			if (gateway !== undefined && id !== gateway) continue;
			for (const event of setOptOut(store, id, phone, optedOut, 'switch')) {
				deliveries.publish(id, event);
			}
		}
		return context.json({ phone, optedOut });
	});

	const time = () => ({ now: clock.iso(), speed: clock.speed });
	routes.get('/clock', (context) => context.json(time()));
	routes.post('/clock', valid('json', endpoints['POST /clock'].json), (context) => {
		const { advance, now, speed } = context.req.valid('json');
		if (speed !== undefined) clock.setSpeed(speed);
		if (now !== undefined) clock.set(now);
		if (advance !== undefined) {
			const isBeforeEnd = clock.now() + advance * 1000 <= maxTime;
			clock.advance(isBeforeEnd ? advance * 1000 : refuse(`advance: ${anAdvance}`));
		}
		timeline.refresh();
		return context.json(time());
	});

	routes.post('/templates', valid('json', endpoints['POST /templates'].json), (context) => {
		const { more } = context.req.valid('json');
		store.moreTemplates.set(more);
		return context.json({ more });
	});

	routes.post('/reset', (context) => {
		store.reset();
		return context.json(time());
	});

	routes.get('/requests', (context) => context.json({ requests: store.requests.entries }));
	routes.get('/request', valid('query', endpoints['GET /request'].query), (context) =>
		context.json(
			store.requests.find(context.req.valid('query').id) ??
				refuse('id: no request of GET /_sandbox/requests.'),
		),
	);

	return routes;
}
