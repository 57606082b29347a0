import type { LaravelFields } from '../../gatewayKit/laravel';
import type { Contact } from '../../state/contacts';
import { toE164 } from '../../state/phone';
import type { Store } from '../../state/store';
import { done, invalid, paged, refused } from './answers';
import { contactNumber, isDeleted, revive, shown } from './contactRow';
import type { Endpoint, Visit } from './endpoint';
import { listMemory } from './listRows';
import { readFields } from './validation';
import { id } from './workspace';

function living(store: Store): Contact[] {
	return store.contacts.of(id).filter((one) => !isDeleted(one));
}

function visited({ context, store }: Visit): Contact | undefined {
	const number = context.req.param('contact');
	return living(store).find((one) => String(contactNumber(one)) === number);
}

const contactTypes = ['lead', 'customer'] as const;

/** A number that one of some rows has; a form and JSON may both write it as a text. */
function rowField(fields: LaravelFields, field: string, rows: ReadonlyArray<{ id: number }>) {
	const value = fields.body[field];
	if (value === undefined || value === null || value === '') {
		fields.refuseField(field, 'is required');
	} else if (!rows.some((row) => String(row.id) === String(value))) {
		fields.refuseSelected(field);
	}
	return Number(value);
}

/** The field `phone` in E.164; empty, with a reason, if it is none or another contact's. */
function phoneOf(fields: LaravelFields, others: readonly Contact[]): string {
	const text = fields.requiredText('phone', 20);
	const phone = toE164(text) ?? '';
	if (text !== '' && phone === '') fields.refuse('phone', 'The phone field format is invalid.');
	if (phone !== '' && others.some((one) => one.phone === phone)) {
		fields.refuse('phone', 'The phone has already been taken.');
	}
	return phone;
}

/** Looks at what a contact is to hold, and gives a function that puts it there. */
function changesOf(
	fields: LaravelFields,
	store: Store,
	others: readonly Contact[],
	required: readonly string[] = [],
) {
	const given = (field: string) => fields.has(field) || required.includes(field);
	const email = fields.optionalEmail('email');
	if (email !== undefined && others.some((one) => one.email === email)) {
		fields.refuse('email', 'The email has already been taken.');
	}
	const groups = fields.optionalText('groups', 1000) ?? '';
	const metadata: Record<string, unknown> = {
		...(given('firstname') && { firstname: fields.requiredText('firstname') }),
		...(given('lastname') && { lastname: fields.optionalText('lastname') ?? null }),
		...(given('company') && { company: fields.optionalText('company') ?? null }),
		...(given('type') && { type: fields.choice('type', contactTypes) }),
		...(given('source_id') && {
			source_id: rowField(fields, 'source_id', listMemory(store).rows('sources')),
		}),
		...(given('status_id') && {
			status_id: rowField(fields, 'status_id', listMemory(store).rows('statuses')),
		}),
	};
	return (contact: Contact): void => {
		if (given('email')) contact.email = email || null;
		if (given('groups')) {
			const names = groups.split(',').map((name) => name.trim());
			contact.tags = [...new Set(names.filter((name) => name !== ''))];
			store.contacts.labelsOf(id, contact.tags);
		}
		const { firstname, lastname } = shown(store, contact);
		contact.metadata = { ...contact.metadata, firstname, lastname, ...metadata };
		const names = [contact.metadata['firstname'], contact.metadata['lastname']];
		contact.name = names.filter(Boolean).join(' ');
	};
}

const required = ['firstname', 'type', 'source_id', 'status_id'] as const;

/** Source: https://documents.xobito.com/api-reference/introduction; it has no lookup of a single one. */
export const contactEndpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/contacts',
		ability: 'contacts.read',
		answer: ({ context, store }) =>
			paged(
				context,
				living(store).map((one) => shown(store, one)),
			),
	},
	{
		method: 'POST',
		path: '/contacts',
		ability: 'contacts.create',
		async answer({ context, store }) {
			const fields = await readFields(context);
			const phone = phoneOf(fields, living(store));
			const change = changesOf(fields, store, living(store), required);
			if (fields.areRefused) return invalid(context, fields.errors);
			const contact = revive(store.contacts.findOrCreate(id, phone));
			change(contact);
			return done(context, 'Contact created successfully', shown(store, contact), 201);
		},
	},
	{
		// Whether a change may leave fields out is not documented; the sandbox keeps those.
		method: 'PUT',
		path: '/contacts/:contact',
		ability: 'contacts.update',
		async answer(visit) {
			const { context, store } = visit;
			const contact = visited(visit);
			if (contact === undefined) return refused(context, 404, 'Contact not found');
			const fields = await readFields(context);
			const others = living(store).filter((one) => one !== contact);
			const phone = fields.has('phone') ? phoneOf(fields, others) : contact.phone;
			if (phone !== '' && phone !== contact.phone) {
				// The store knows a person by the number, so the sandbox does not move one to another.
				fields.refuse('phone', 'The phone cannot be changed.');
			}
			const change = changesOf(fields, store, others);
			if (fields.areRefused) return invalid(context, fields.errors);
			change(contact);
			return done(context, 'Contact updated successfully', shown(store, contact));
		},
	},
	{
		method: 'DELETE',
		path: '/contacts/:contact',
		ability: 'contacts.delete',
		answer(visit) {
			const { context } = visit;
			const contact = visited(visit);
			if (contact === undefined) return refused(context, 404, 'Contact not found');
			contact.metadata['deleted'] = true;
			return done(context, 'Contact deleted successfully');
		},
	},
];
