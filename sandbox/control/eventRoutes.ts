import { Hono } from 'hono';

import type { Original } from '../state/message';
import type { GatewayEvent } from '../webhooks/gatewayEvent';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import type { EventFields } from './eventSchema';
import { refuse, valid } from './validation';

/** What a colleague did in the app. */
function readEcho({ text, changes }: NonNullable<EventFields['echo']>): Original {
	const said = { type: 'text', text: { body: text } };
	if (changes === undefined) return { type: 'text', content: said.text };
	if (text === undefined) return { type: 'revoke', content: { original_message_id: changes } };
	return { type: 'edit', content: { original_message_id: changes, message: said } };
}

function readEvent(given: EventFields, at: string, nextId: () => string): GatewayEvent {
	const { echo, call, template, account } = given;
	if (echo) {
		const whatsappMessageId = `wamid.${nextId()}`;
		return { kind: 'echo', at, phone: echo.phone, whatsappMessageId, original: readEcho(echo) };
	}
	if (call) return { kind: 'call', at, callId: `wacid.${nextId()}`, ...call };
	if (template) return { kind: 'template', at, ...template, reason: template.reason ?? null };
	if (account) return { kind: 'account', at, ...account };
	return refuse('echo: what happens.');
}

/** Lets things happen beside messages, which only some gateways pass on. */
export function eventRoutes({ dialects, store, deliveries }: ControlContext): Hono {
	const routes = new Hono();
	routes.post('/events', valid('json', endpoints['POST /events'].json), (context) => {
		const given = context.req.valid('json');
		const able = dialects.filter(({ passesOnAll }) => passesOnAll).map(({ id }) => id);
		const inbox = dialects.find(({ id }) => id === given.gateway)?.colleagueWrites;
		const { echo } = given;
		if (inbox !== undefined && echo?.text !== undefined && echo.changes === undefined) {
			inbox(store, echo.phone, echo.text);
			const event = readEvent(given, store.clock.iso(), () => store.ids.next('01J1E'));
			return context.json({ gateways: [given.gateway], event }, 201);
		}
		if (given.gateway !== undefined && !able.includes(given.gateway)) {
			refuse(`gateway: only ${able.join(', ')} can carry this; leave it out.`);
		}
		const event = readEvent(given, store.clock.iso(), () => store.ids.next('01J1E'));
		const gateways = given.gateway === undefined ? able : [given.gateway];
		for (const id of gateways) deliveries.publish(id, event);
		return context.json({ gateways, event }, 201);
	});
	return routes;
}
