import type { Contact } from '../../state/contacts';
import { toE164 } from '../../state/phone';
import type { Store } from '../../state/store';
import { done, invalid, paged, refused } from './answers';
import { contactNumber, isDeleted, revive, shown } from './contactRow';
import type { Endpoint, Visit } from './endpoint';
import { sources, statuses } from './lists';
import {
	anyRefused,
	bodyOf,
	choiceField,
	optionalText,
	textField,
	type Body,
	type Refusals,
} from './validation';
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
function rowField(
	body: Body,
	field: string,
	rows: ReadonlyArray<{ id: number }>,
	errors: Refusals,
) {
	const value = body[field];
	const name = field.replaceAll('_', ' ');
	if (value === undefined || value === null || value === '') {
		errors[field] = [`The ${name} field is required.`];
	} else if (!rows.some((row) => String(row.id) === String(value))) {
		errors[field] = [`The selected ${name} is invalid.`];
	}
	return Number(value);
}

/** The field `phone` in E.164; empty, with a reason, where it is none or somebody else's. */
function phoneOf(body: Body, errors: Refusals, others: readonly Contact[]): string {
	const text = textField(body, 'phone', errors, 20);
	const phone = toE164(text) ?? '';
	if (text !== '' && phone === '') errors['phone'] = ['The phone field format is invalid.'];
	if (phone !== '' && others.some((one) => one.phone === phone)) {
		errors['phone'] = ['The phone has already been taken.'];
	}
	return phone;
}

/** Looks at what a contact is to hold, and gives a function that puts it there. */
function changes(body: Body, errors: Refusals, store: Store, others: readonly Contact[]) {
	const given = (field: string) => Object.hasOwn(body, field);
	const email = optionalText(body, 'email', errors);
	if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email)) {
		errors['email'] = ['The email field must be a valid email address.'];
	} else if (email !== undefined && others.some((one) => one.email === email)) {
		errors['email'] = ['The email has already been taken.'];
	}
	const groups = optionalText(body, 'groups', errors, 1000) ?? '';
	const metadata: Record<string, unknown> = {
		...(given('firstname') && { firstname: textField(body, 'firstname', errors) }),
		...(given('lastname') && { lastname: optionalText(body, 'lastname', errors) ?? null }),
		...(given('company') && { company: optionalText(body, 'company', errors) ?? null }),
		...(given('type') && { type: choiceField(body, 'type', errors, contactTypes) }),
		...(given('source_id') && { source_id: rowField(body, 'source_id', sources, errors) }),
		...(given('status_id') && { status_id: rowField(body, 'status_id', statuses, errors) }),
	};
	return (contact: Contact): void => {
		if (given('email')) contact.email = email ?? null;
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
			const body = await bodyOf(context);
			const errors: Refusals = {};
			const phone = phoneOf(body, errors, living(store));
			const whole = { ...Object.fromEntries(required.map((field) => [field, null])), ...body };
			const change = changes(whole, errors, store, living(store));
			if (anyRefused(errors)) return invalid(context, errors);
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
			const body = await bodyOf(context);
			const errors: Refusals = {};
			const others = living(store).filter((one) => one !== contact);
			const phone = Object.hasOwn(body, 'phone') ? phoneOf(body, errors, others) : contact.phone;
			if (phone !== '' && phone !== contact.phone) {
				// The store knows a person by the number, so the sandbox does not move one to another.
				errors['phone'] = ['The phone cannot be changed.'];
			}
			const change = changes(body, errors, store, others);
			if (anyRefused(errors)) return invalid(context, errors);
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
