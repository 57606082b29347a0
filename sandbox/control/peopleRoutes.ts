import { Hono } from 'hono';

import { bytesOf } from '../gatewayKit/storage';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import { refuse, valid } from './validation';

/** What a browser may show of a file that somebody attached; everything else is saved. */
const shown = /^(?:image\/(?:jpeg|png|webp|gif)|video\/mp4|audio\/(?:ogg|mpeg|mp4))$/;

/** Controls phones and what is on them. */
export function peopleRoutes({ dialects, store, timeline }: ControlContext): Hono {
	const routes = new Hono();

	routes.post('/people', valid('json', endpoints['POST /people'].json), (context) => {
		const { phone, gateway, off, blocked } = context.req.valid('json');
		if (off !== undefined) store.people.setOff(phone, off);
		for (const { id } of dialects) {
			if (blocked === undefined || (gateway !== undefined && gateway !== id)) continue;
			store.people.setBlocked(id, phone, blocked);
		}
		// What waited for the phone arrives.
		timeline.refresh();
		return context.json({ phone });
	});

	routes.post('/window', valid('json', endpoints['POST /window'].json), (context) => {
		const { phone, gateway, open } = context.req.valid('json');
		for (const { id } of dialects) {
			if (gateway === undefined || gateway === id) store.windows.fix(id, phone, open);
		}
		return context.json({ phone, open });
	});

	routes.get('/file', valid('query', endpoints['GET /file'].query), (context) => {
		const { id } = context.req.valid('query');
		const file = store.ledger.messages.find(({ media }) => media?.id === id)?.media;
		if (!file) return refuse('id: no file that somebody attached.');
		return context.body(new Uint8Array(bytesOf(file)), 200, {
			'content-type': shown.test(file.mimeType) ? file.mimeType : 'application/octet-stream',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		});
	});

	return routes;
}
