import { Hono, type Context } from 'hono';

import type { Contact } from '../../state/contacts';
import type { Store } from '../../state/store';
import {
	id,
	isRefusal,
	notFound,
	ok,
	paged,
	refused,
	searched,
	sorted,
	type Refusals,
} from './answers';
import { contactById, contactRow, groupsOf, namesOf } from './contactRow';
import { sources, statuses } from './lists';
import {
	fieldsOf,
	optionalInteger,
	optionalText,
	phoneField,
	textField,
	type Body,
} from './validation';

const types = ['lead', 'customer', 'guest'];

/** Fields that are kept as they come. */
const kept = ['company', 'description', 'city', 'state', 'zip', 'address'] as const;

function oneOf(
	body: Body,
	field: string,
	list: ReadonlyArray<{ readonly id: number }>,
	errors: Refusals,
): number | undefined {
	const given = optionalInteger(body, field, errors);
	if (given !== undefined && !list.some((one) => one.id === given)) {
		errors[field] = [`The selected ${field} is invalid.`];
	}
	return given;
}

/** The names of groups that are given by number; `undefined` where none are given. */
function groupNames(store: Store, body: Body, errors: Refusals): string[] | undefined {
	const { groups } = body;
	if (groups === undefined) return undefined;
	const known = groupsOf(store);
	const wanted = (Array.isArray(groups) ? groups : [undefined]).map(
		(one) => known.find((group) => group.id === one)?.name,
	);
	const names = wanted.filter((name) => name !== undefined);
	if (names.length < wanted.length) errors['groups'] = ['The selected groups are invalid.'];
	return names;
}

/** What a body changes of a contact, and reasons for what it must not. */
function changesOf(store: Store, body: Body, errors: Refusals) {
	const email = optionalText(body, 'email', errors);
	if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) {
		errors['email'] = ['The email field must be a valid email address.'];
	}
	const type = optionalText(body, 'type', errors);
	if (type !== '' && !types.includes(type)) errors['type'] = ['The selected type is invalid.'];
	const metadata = {
		firstname: optionalText(body, 'firstname', errors),
		lastname: optionalText(body, 'lastname', errors),
		type,
		source_id: oneOf(body, 'source_id', sources, errors),
		status_id: oneOf(body, 'status_id', statuses, errors),
		...Object.fromEntries(kept.map((field) => [field, optionalText(body, field, errors)])),
	};
	const given = Object.entries(metadata).filter(([, value]) => value !== '' && value !== undefined);
	return { email, groups: groupNames(store, body, errors), metadata: Object.fromEntries(given) };
}

function change(contact: Contact, { email, groups, metadata }: ReturnType<typeof changesOf>): void {
	if (email !== '') contact.email = email;
	if (groups !== undefined) contact.tags = groups;
	const before = namesOf(contact);
	contact.metadata = { ...contact.metadata, ...metadata };
	const { firstname = before.firstname, lastname = before.lastname } = metadata;
	contact.name = [firstname, lastname].filter((part) => part !== '').join(' ') || null;
}

/** What WA.CR requires of a new contact. */
function checkNew(store: Store, body: Body, errors: Refusals): string {
	for (const field of ['firstname', 'lastname', 'type']) textField(body, field, errors);
	for (const field of ['source_id', 'status_id']) {
		if (body[field] === undefined) errors[field] = [`The ${field} field is required.`];
	}
	const phone = phoneField(body, errors);
	if (phone !== '' && store.contacts.of(id).some((one) => one.phone === phone)) {
		errors['phone'] = ['The phone has already been taken.'];
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
		const words = searched(context);
		const group = context.req.query('filter[group_id]');
		const name = groupsOf(store).find((one) => String(one.id) === group)?.name;
		const rows = store.contacts
			.of(id)
			.filter(({ tags }) => !group || (name !== undefined && tags.includes(name)))
			.map((contact) => contactRow(store, contact, withGroups(context)))
			.filter(({ firstname, lastname, email, phone }) =>
				[firstname, lastname, email, phone].some((text) => text?.toLowerCase().includes(words)),
			);
		return paged(context, sorted(context, rows, 'id'));
	});

	routes.get('/contacts/:id', (context) => {
		const contact = found(context);
		if (contact === undefined) return refused(context, notFound('Contact'));
		return ok(context, contactRow(store, contact, withGroups(context)), 'Contact retrieved');
	});

	routes.post('/contacts', async (context) => {
		const fields = await fieldsOf(context, (body, errors) => ({
			phone: checkNew(store, body, errors),
			changes: changesOf(store, body, errors),
		}));
		if (isRefusal(fields)) return refused(context, fields);
		const contact = store.contacts.findOrCreate(id, fields.phone);
		change(contact, fields.changes);
		return ok(context, contactRow(store, contact), 'Contact created successfully', 201);
	});

	routes.patch('/contacts/:id', async (context) => {
		const contact = found(context);
		if (contact === undefined) return refused(context, notFound('Contact'));
		const changes = await fieldsOf(context, (body, errors) => changesOf(store, body, errors));
		if (isRefusal(changes)) return refused(context, changes);
		change(contact, changes);
		return ok(context, contactRow(store, contact), 'Contact updated successfully');
	});

	return routes;
}
