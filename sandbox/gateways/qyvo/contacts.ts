import { Hono } from 'hono';

import type { LaravelFields } from '../../gatewayKit/laravel';
import type { Contact } from '../../state/contacts';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, phoneRule, readFields, refused } from './validation';

const id = 'qyvo';

const maxFound = 50;
const maxMetadata = 64 * 1024;

type Body = Readonly<Record<string, unknown>>;

/** A time as Qyvo's pages show it: without milliseconds, with an offset. */
export function qyvoTime(iso: string): string {
	return iso.replace(/\.\d+Z$/, '+00:00');
}

/** The contact that a body names by one of these keys; `undefined` if there is none. */
export function contactBy(
	store: Store,
	body: Body,
	key: 'contact_id' | 'phone' | 'email',
): Contact | undefined {
	const value = body[key];
	if (typeof value !== 'string') return undefined;
	const phone = toE164(value);
	return store.contacts.of(id).find((one) => {
		if (key === 'contact_id') return one.id === value;
		return key === 'phone' ? one.phone === phone : one.email === value;
	});
}

/** The keys of these that a body gives. */
export function keysGiven<Key extends string>(body: Body, keys: readonly Key[]): Key[] {
	return keys.filter((key) => typeof body[key] === 'string' && body[key] !== '');
}

/** When contacts opted in, by their ids: those who were put into a sequence or a flow by their numbers. */
function optIns(store: Store) {
	return store.memories.of<string>('qyvo opt-ins');
}

/** Notes that a contact opts in now, unless that is known. */
export function noteOptIn(store: Store, contact: Contact): void {
	const known = optIns(store);
	if (known.get(contact.id) === undefined) known.set(contact.id, store.clock.iso());
}

function csv(tags: string): string[] {
	const parts = tags.split(',').map((tag) => tag.trim());
	return [...new Set(parts.filter((tag) => tag !== ''))];
}

/** Source: https://www.qyvo.io/docs/api/actions/get-contact */
function shown(store: Store, contact: Contact) {
	const messages = store.ledger.messages.filter(
		({ gateway, phone }) => gateway === id && phone === contact.phone,
	);
	const last = messages.at(-1);
	const optedInAt = optIns(store).get(contact.id);
	const { phone, name, email, source, metadata, tags, optedOut } = contact;
	return {
		id: contact.id,
		phone,
		name,
		email,
		source,
		locale: null,
		metadata,
		tags,
		opted_in_at: optedInAt === undefined ? null : qyvoTime(optedInAt),
		opted_out_at: optedOut ? qyvoTime(store.clock.iso()) : null,
		// Of either direction: it does not prove that the window is open.
		last_message_at: last === undefined ? null : qyvoTime(last.at),
		total_messages: messages.length,
		created_at: qyvoTime(contact.createdAt),
	};
}

/** What a body changes of a contact, and reasons for what it must not. */
function changesOf(fields: LaravelFields) {
	const email = fields.optionalEmail('email');
	const metadata = asRecord(fields.body['metadata'] ?? {});
	if (metadata === undefined) {
		fields.refuse('metadata', 'The metadata field must be an array.');
	} else if (JSON.stringify(metadata).length > maxMetadata) {
		fields.refuse('metadata', 'The metadata field must not be greater than 64 KB.');
	}
	return {
		name: fields.optionalText('name'),
		email,
		tags: fields.optionalText('tags', 10_000),
		metadata,
	};
}

/** Absent fields stay, an empty name or email is cleared, tags replace, metadata is laid over. */
function change(contact: Contact, { name, email, tags, metadata }: ReturnType<typeof changesOf>) {
	if (name !== undefined) contact.name = name || null;
	if (email !== undefined) contact.email = email || null;
	if (tags !== undefined) contact.tags = csv(tags);
	contact.metadata = { ...contact.metadata, ...metadata };
}

/** Sources: https://www.qyvo.io/docs/api/actions/create-contact, …/update-contact, …/get-contact */
export function contactRoutes(store: Store): Hono {
	const routes = new Hono();
	store.events.on('reset', () => optIns(store).clear());

	routes.post('/actions/create-contact', async (context) => {
		const fields = await readFields(context);
		const phone = fields.phone('phone', phoneRule);
		const changes = changesOf(fields);
		if (fields.areRefused) return invalid(context, fields.errors);
		const contact = store.contacts.findOrCreate(id, phone);
		change(contact, changes);
		// What the answer holds is not documented; the contact is.
		return context.json(shown(store, contact), 201);
	});

	routes.post('/actions/update-contact', async (context) => {
		const fields = await readFields(context);
		const changes = changesOf(fields);
		if (fields.areRefused) return invalid(context, fields.errors);
		const [key] = keysGiven(fields.body, ['contact_id', 'phone']);
		if (key === undefined) return refused(context, 422, 'Provide contact_id or phone.');
		const contact = contactBy(store, fields.body, key);
		if (contact === undefined) return refused(context, 404, 'Contact not found');
		change(contact, changes);
		const { phone, name, email, tags } = contact;
		const updated_at = qyvoTime(store.clock.iso());
		return context.json({ id: contact.id, phone, name, email, tags, updated_at });
	});

	routes.post('/actions/get-contact', async (context) => {
		const fields = await readFields(context);
		if (fields.areRefused) return invalid(context, fields.errors);
		const given = keysGiven(fields.body, ['contact_id', 'phone', 'email']);
		const [key] = given;
		if (key === undefined || given.length > 1) {
			return refused(context, 422, 'Provide exactly one of contact_id, phone or email.');
		}
		const contact = contactBy(store, fields.body, key);
		return contact === undefined
			? refused(context, 404, 'Contact not found')
			: context.json(shown(store, contact));
	});

	// Source: https://www.qyvo.io/docs/api/actions/search-contacts
	routes.post('/actions/search-contacts', async (context) => {
		const fields = await readFields(context);
		const wanted = (field: string) => fields.optionalText(field) || undefined;
		const [query, tag, email] = [wanted('query')?.toLowerCase(), wanted('tag'), wanted('email')];
		if (fields.areRefused) return invalid(context, fields.errors);
		const matches = ({ name, phone, email: own, tags }: Contact) =>
			(query === undefined ||
				[name, phone, own].some((text) => text?.toLowerCase().includes(query))) &&
			(tag === undefined || tags.includes(tag)) &&
			(email === undefined || own === email);
		const found = store.contacts.of(id).filter(matches);
		return context.json(
			found
				.map((contact) => shown(store, contact))
				.sort((a, b) => (b.last_message_at ?? '').localeCompare(a.last_message_at ?? ''))
				.slice(0, maxFound),
		);
	});

	return routes;
}
