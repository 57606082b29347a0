import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { receivedRow, typeOf } from './received';
import { invalid } from './validation';

const id = 'qyvo';

const maxListed = 100;

/** Qyvo's own n8n node offers `sticker` too; its pages do not. */
const kinds: readonly string[] = [
	'text',
	'image',
	'audio',
	'document',
	'video',
	'location',
	'contacts',
	'interactive',
	'sticker',
];

/** Source: https://www.qyvo.io/docs/api/triggers/new-message-received */
export function inboxRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.get('/triggers/new-message-received', (context) => {
		const type = context.req.query('message_type') || undefined;
		if (type !== undefined && !kinds.includes(type)) {
			return invalid(context, { message_type: ['The selected message_type is invalid.'] });
		}
		const { origin } = new URL(context.req.url);
		return context.json(
			store.ledger.messages
				.filter(
					(message) =>
						message.gateway === id &&
						message.direction === 'inbound' &&
						(type === undefined || typeOf(message) === type),
				)
				.toReversed()
				.sort((a, b) => b.at.localeCompare(a.at))
				.slice(0, maxListed)
				.map((message) =>
					receivedRow(message, store.contacts.findOrCreate(id, message.phone), origin),
				),
		);
	});

	return routes;
}
