import { Hono, type Context } from 'hono';

import type { LaravelFields } from '../../gatewayKit/laravel';
import type { Contact } from '../../state/contacts';
import type { Store } from '../../state/store';
import { id, isRefusal, notFound, ok, paged, refused, searched, sorted } from './answers';
import { contactById, contactRow, groupsOf, namesOf } from './contactRow';
import { rowsOf } from './listRows';
import { checkFields, phoneField } from './validation';

const types = ['lead', 'customer', 'guest'];

/** Fields that the list can be filtered by. */
const filters = ['type', 'status_id', 'source_id', 'assigned_id'] as const;

/** What a search looks into, one by one: a whole name is in none of them. */
function searchedTexts(row: Readonly<Record<string, unknown>>): string[] {
	const fields = ['firstname', 'lastname', 'email', 'phone', 'company'];
	return fields.map((field) => String(row[field] ?? ''));
}

/** Fields that are kept as they come. */
const kept = ['company', 'description', 'city', 'state', 'zip', 'address'] as const;

function oneOf(
	fields: LaravelFields,
	field: string,
	list: ReadonlyArray<{ readonly id: number }>,
): number | undefined {
	const given = fields.optionalInteger(field);
	if (given !== undefined && !list.some((one) => one.id === given)) {
		fields.refuseSelected(field);
	}
	return given;
}

/** The names of groups that are given by number; `undefined` if none are given. */
function groupNames(store: Store, fields: LaravelFields): string[] | undefined {
	const { groups } = fields.body;
	if (groups === undefined) return undefined;
	const known = groupsOf(store);
	const wanted = (Array.isArray(groups) ? groups : [undefined]).map(
		(one) => known.find((group) => group.id === one)?.name,
	);
	const names = wanted.filter((name) => name !== undefined);
	if (names.length < wanted.length) fields.refuse('groups', 'The selected groups are invalid.');
	return names;
}

/** What a request changes of a contact, with the reasons against it. */
export function changesOf(store: Store, fields: LaravelFields) {
	const email = fields.has('email') ? (fields.optionalEmail('email') ?? '') : undefined;
	const type = fields.optionalText('type') ?? '';
	if (type !== '' && !types.includes(type)) fields.refuseSelected('type');
	const metadata = {
		firstname: fields.optionalText('firstname'),
		lastname: fields.optionalText('lastname'),
		type,
		source_id: oneOf(fields, 'source_id', rowsOf(store, 'sources')),
		status_id: oneOf(fields, 'status_id', rowsOf(store, 'statuses')),
		// That an empty text clears one of these, or the email, is an assumption.
		...Object.fromEntries(
			kept.flatMap((field) =>
				fields.has(field) ? [[field, fields.optionalText(field) || null] as const] : [],
			),
		),
	};
	const given = Object.entries(metadata).filter(([, value]) => value !== '' && value !== undefined);
	return { email, groups: groupNames(store, fields), metadata: Object.fromEntries(given) };
}

/** Lays what a request changes over a contact. */
export function change(
	contact: Contact,
	{ email, groups, metadata }: ReturnType<typeof changesOf>,
): void {
	if (email !== undefined) contact.email = email || null;
	if (groups !== undefined) contact.tags = groups;
	const before = namesOf(contact);
	contact.metadata = { ...contact.metadata, ...metadata };
	const { firstname = before.firstname, lastname = before.lastname } = metadata;
	contact.name = [firstname, lastname].filter((part) => part !== '').join(' ') || null;
}

/** What WA.CR requires of a new contact. */
export function checkNew(store: Store, fields: LaravelFields): string {
	for (const field of ['firstname', 'lastname', 'type']) fields.requiredText(field);
	for (const field of ['source_id', 'status_id']) {
		if (fields.body[field] === undefined) fields.refuseField(field, 'is required');
	}
	const phone = phoneField(fields);
	if (phone !== '' && store.contacts.of(id).some((one) => one.phone === phone)) {
		fields.refuse('phone', 'The phone has already been taken.');
	}
	return phone;
}

/** Source: https://docs.app.wa.cr/list-contacts-28559783e0 */
export function contactRoutes(store: Store): Hono {
	const routes = new Hono();
	const withGroups = (context: Context) =>
		(context.req.query('include') ?? '').split(',').includes('groups');
	const found = (context: Context) => contactById(store, Number(context.req.param('id')));

	routes.get('/contacts', (context) => {
		const query = searched(context);
		const group = context.req.query('filter[group_id]');
		const name = groupsOf(store).find((one) => String(one.id) === group)?.name;
		const since = Date.parse(context.req.query('filter[created_at][gte]') ?? '');
		const wanted = filters.flatMap((field) => {
			const value = context.req.query(`filter[${field}]`);
			return value === undefined || value === '' ? [] : [[field, value] as const];
		});
		// Of one moment, the later one counts as the newer.
		const rows = store.contacts
			.of(id)
			.toReversed()
			.filter(({ tags }) => !group || (name !== undefined && tags.includes(name)))
			.filter(({ createdAt }) => Number.isNaN(since) || Date.parse(createdAt) >= since)
			.map((contact) => contactRow(store, contact, withGroups(context)))
			.filter((row) => wanted.every(([field, value]) => String(row[field] ?? '') === value))
			.filter((row) => searchedTexts(row).some((text) => text.toLowerCase().includes(query)));
		return paged(context, sorted(context, rows, 'id'));
	});

	routes.get('/contacts/:id', (context) => {
		const contact = found(context);
		if (contact === undefined) return refused(context, notFound('Contact'));
		return ok(context, contactRow(store, contact, withGroups(context)), 'Contact retrieved');
	});

	routes.post('/contacts', async (context) => {
		const given = await checkFields(context, (fields) => ({
			phone: checkNew(store, fields),
			changes: changesOf(store, fields),
		}));
		if (isRefusal(given)) return refused(context, given);
		const contact = store.contacts.findOrCreate(id, given.phone);
		change(contact, given.changes);
		return ok(context, contactRow(store, contact), 'Contact created successfully', 201);
	});

	routes.patch('/contacts/:id', async (context) => {
		const contact = found(context);
		if (contact === undefined) return refused(context, notFound('Contact'));
		const changes = await checkFields(context, (fields) => {
			for (const field of ['firstname', 'lastname', 'type']) {
				if (fields.has(field)) fields.requiredText(field);
			}
			return changesOf(store, fields);
		});
		if (isRefusal(changes)) return refused(context, changes);
		change(contact, changes);
		return ok(context, contactRow(store, contact), 'Contact updated successfully');
	});

	routes.delete('/contacts/:id', (context) => {
		const contact = found(context);
		if (contact === undefined) return refused(context, notFound('Contact'));
		store.contacts.delete(id, contact.phone);
		return ok(context, null, 'Contact deleted successfully');
	});

	return routes;
}
