import { Hono } from 'hono';

import { objectOf, plausiblePhone } from '../../dialect';
import type { Contact, Store, StoredMessage } from '../../store';
import { bodyOf, invalid, phoneField, refused, type Refusals } from './validation';

const id = 'qyvo';

/** Qyvo's pages show times without milliseconds, with an offset. */
function time(iso: string): string {
	return iso.replace(/\.\d+Z$/, '+00:00');
}

function csv(value: unknown): string[] {
	return String(value)
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
function shown(store: Store, contact: Contact) {
	const messages = store.messages.filter(
		({ gateway, phone }) => gateway === id && phone === contact.phone,
	);
	const last = messages.at(-1);
	const { phone, name, email, source, metadata, tags } = contact;
	return {
		id: contact.id,
		phone,
		name,
		email,
		source,
		locale: null,
		metadata,
		tags,
		opted_in_at: null,
		opted_out_at: null,
		// Of either direction: it does not prove that the window is open.
		last_message_at: last === undefined ? null : time(last.at),
		total_messages: messages.length,
		created_at: time(contact.createdAt),
	};
}

/** Source: https://www.qyvo.io/docs/api/triggers/new-message-received */
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
		created_at: time(message.at),
	};
}

const receivedAtMost = 100;

export function contactRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/actions/create-contact', async (context) => {
		const body = await bodyOf(context);
		const errors: Refusals = {};
		const phone = phoneField(body, errors);
		if (phone === undefined) return invalid(context, errors);
		const contact = store.contact(id, phone);
		if (typeof body['name'] === 'string') contact.name = body['name'];
		if (typeof body['email'] === 'string') contact.email = body['email'];
		if (body['tags'] !== undefined) contact.tags = csv(body['tags']);
		Object.assign(contact.metadata, objectOf(body['metadata']));
		return context.json(shown(store, contact), 201);
	});

	routes.post('/actions/get-contact', async (context) => {
		const body = await bodyOf(context);
		const given = (['contact_id', 'phone', 'email'] as const).filter(
			(key) => typeof body[key] === 'string' && body[key] !== '',
		);
		const [key] = given;
		if (key === undefined || given.length > 1) {
			return refused(context, 422, 'Provide exactly one of contact_id, phone or email.');
		}
		const value = String(body[key]);
		const phone = plausiblePhone(value);
		const contact = (store.contacts.get(id) ?? []).find((one) =>
			key === 'contact_id'
				? one.id === value
				: key === 'phone'
					? one.phone === phone
					: one.email === value,
		);
		return contact === undefined
			? refused(context, 404, 'Contact not found')
			: context.json(shown(store, contact));
	});

	routes.get('/triggers/new-message-received', (context) => {
		const type = context.req.query('message_type');
		return context.json(
			store.messages
				.filter(
					({ gateway, direction, kind }) =>
						gateway === id && direction === 'inbound' && (type === undefined || kind === type),
				)
				.slice(-receivedAtMost)
				.reverse()
				.map((message) => received(store, message)),
		);
	});

	return routes;
}
