import { Hono } from 'hono';

import type { Store, StoredMessage } from '../../store';
import { qyvoTime } from './contacts';
import { invalid } from './validation';

const id = 'qyvo';

const receivedAtMost = 100;

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

function received(store: Store, message: StoredMessage) {
	const contact = store.contact(id, message.phone);
	return {
		id: message.id,
		direction: 'inbound',
		type: message.kind,
		content: { body: message.body },
		status: 'received',
		contact_id: contact.id,
		contact_phone: contact.phone,
		contact_name: contact.name,
		contact_email: contact.email,
		sent_at: null,
		delivered_at: null,
		read_at: null,
		created_at: qyvoTime(message.at),
	};
}

/** Source: https://www.qyvo.io/docs/api/triggers/new-message-received */
export function inboxRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.get('/triggers/new-message-received', (context) => {
		const type = context.req.query('message_type') || undefined;
		if (type !== undefined && !kinds.includes(type)) {
			return invalid(context, { message_type: ['The selected message_type is invalid.'] });
		}
		return context.json(
			store.messages
				.filter(
					({ gateway, direction, kind }) =>
						gateway === id && direction === 'inbound' && (type === undefined || kind === type),
				)
				.toReversed()
				.sort((a, b) => b.at.localeCompare(a.at))
				.slice(0, receivedAtMost)
				.map((message) => received(store, message)),
		);
	});

	return routes;
}
