import { Hono, type Context } from 'hono';

import type { Contact } from '../../state/contacts';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { uuidOf } from './account';
import { id, invalidBody, limitOf, notFound, ok, refused, type Refusal } from './answers';

const maxListed = 500;

type Fields = Readonly<Record<string, unknown>>;

/** Numbers whose contacts were deleted; a new message or a request makes a new one. */
const deletedIn = (store: Store) => store.memories.of<true>('wacrDeveloper deleted contacts');

/** Everyone whom a message went to or came from has a contact, until it is deleted. */
export function contactsOf(store: Store): Contact[] {
	const deleted = deletedIn(store);
	for (const { gateway, phone } of store.ledger.messages) {
		if (gateway === id && deleted.get(phone) !== true) store.contacts.findOrCreate(id, phone);
	}
	return store.contacts.of(id);
}

/** The contact with this UUID. */
export function contactById(store: Store, wanted: string): Contact | undefined {
	return contactsOf(store).find((one) => uuidOf(one.id) === wanted);
}

/** A contact as WA.CR shows it. */
function row({ id: own, phone, name, email, tags, metadata, optedOut, createdAt }: Contact) {
	const { firstName = null, lastName = null, attributes = {} } = metadata;
	return {
		id: uuidOf(own),
		phoneE164: phone,
		displayName: name,
		firstName,
		lastName,
		email,
		tags,
		attributes,
		optedOut,
		createdAt,
	};
}

const texts = ['firstName', 'lastName', 'displayName', 'email'] as const;

/** Why the fields of a contact are refused; `undefined` where they are not. */
function fieldsRefusal(given: Fields): Refusal | undefined {
	const isText = (value: unknown) => ['string', 'undefined'].includes(typeof value);
	// That null clears a text is an assumption.
	const odd = texts.find((field) => given[field] !== null && !isText(given[field]));
	if (odd !== undefined) return invalidBody(`${odd} must be a string`);
	const { tags, attributes, optedOut } = given;
	const areTags = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
	if (tags !== undefined && !areTags) return invalidBody('tags must be an array of strings');
	if (attributes !== undefined && asRecord(attributes) === undefined) {
		return invalidBody('attributes must be an object');
	}
	if (optedOut !== undefined && typeof optedOut !== 'boolean') {
		return invalidBody('optedOut must be a boolean');
	}
	return undefined;
}

/** Lays fields over a contact; tags and attributes are replaced. */
function change(contact: Contact, given: Fields): void {
	const { tags, attributes, optedOut, displayName, email } = given;
	const names = (['firstName', 'lastName'] as const).filter((field) => field in given);
	for (const field of names) contact.metadata[field] = given[field];
	const { firstName, lastName } = contact.metadata;
	const built = [firstName, lastName].filter((part) => typeof part === 'string').join(' ');
	if (typeof displayName === 'string') contact.name = displayName;
	else if (displayName === null) contact.name = built || null;
	else if (names.length > 0) contact.name = built;
	if (typeof email === 'string' || email === null) contact.email = email;
	if (Array.isArray(tags)) contact.tags = tags.map(String);
	if (attributes !== undefined) contact.metadata['attributes'] = attributes;
	if (typeof optedOut === 'boolean') contact.optedOut = optedOut;
}

/**
 * The details that a message brings along: what the contact lacks, or all of it.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Naming the recipient in the same call)
 */
export function applyDetails(contact: Contact, given: Fields): void {
	const has: Fields = {
		...contact.metadata,
		displayName: contact.name ?? undefined,
		email: contact.email ?? undefined,
	};
	const wanted = texts.filter(
		(field) =>
			typeof given[field] === 'string' && (given['override'] === true || has[field] === undefined),
	);
	change(contact, Object.fromEntries(wanted.map((field) => [field, given[field]])));
}

/** Source: https://github.com/kdctek/n8n-nodes-wacr (Contact) */
export function contactRoutes(store: Store): Hono {
	const routes = new Hono();
	store.events.on('reset', () => deletedIn(store).clear());
	const bodyOf = async (context: Context): Promise<Fields> =>
		asRecord(await context.req.json().catch(() => undefined)) ?? {};

	routes.get('/contacts', (context) => {
		const q = context.req.query('q')?.toLowerCase() ?? '';
		const tag = context.req.query('tag');
		const found = contactsOf(store).filter(
			({ phone, name, email, tags }) =>
				[phone, name, email].some((text) => text?.toLowerCase().includes(q)) &&
				(tag === undefined || tags.includes(tag)),
		);
		return ok(context, { contacts: found.slice(0, limitOf(context, maxListed)).map(row) });
	});

	// It writes the record whole: what is not given is cleared.
	routes.post('/contacts', async (context) => {
		const given = await bodyOf(context);
		const refusal = fieldsRefusal(given);
		if (refusal !== undefined) return refused(context, refusal);
		const phone = toE164(String(given['phoneE164'] ?? ''));
		if (phone === undefined) return refused(context, invalidBody('phoneE164 is required'));
		const contact = store.contacts.findOrCreate(id, phone);
		Object.assign(contact, { name: null, email: null, tags: [], metadata: {}, optedOut: false });
		change(contact, given);
		return ok(context, { contact: row(contact) }, 201);
	});

	routes.get('/contacts/:id', (context) => {
		const contact = contactById(store, context.req.param('id'));
		if (contact === undefined) return refused(context, notFound('Contact'));
		return ok(context, { contact: row(contact) });
	});

	routes.delete('/contacts/:id', (context) => {
		const contact = contactById(store, context.req.param('id'));
		if (contact === undefined) return refused(context, notFound('Contact'));
		deletedIn(store).set(contact.phone, true);
		store.contacts.delete(id, contact.phone);
		return ok(context, {});
	});

	routes.patch('/contacts/:id', async (context) => {
		const given = await bodyOf(context);
		const contact = contactById(store, context.req.param('id'));
		if (contact === undefined) return refused(context, notFound('Contact'));
		const refusal = fieldsRefusal(given);
		if (refusal !== undefined) return refused(context, refusal);
		change(contact, given);
		return ok(context, { contact: row(contact) });
	});

	return routes;
}
