import type { Contact, Contacts } from '../core/contact';
import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import {
	additionalFields,
	contact,
	contactFilters,
	contactPhone,
	label,
	readContactFields,
	readContactReference,
	readLabel,
} from './contactFields';
import { limit, readLimit, returnAll } from './fields/listOptions';
import { options } from './fields/options';
import { timeout } from './fields/runOptions';
import type { Item, Operation } from './operation';
import { createTask } from './task';

/** Returns the gateway's function for contacts. Throws `unsupported` where it has none. */
function requireFunction<K extends Exclude<keyof Contacts, 'labelName'>>(
	{ session: { gateway } }: Item,
	name: K,
	action: string,
): NonNullable<Contacts[K]> {
	const contactFunction = gateway.contacts?.[name];
	if (contactFunction !== undefined) return contactFunction;
	throw new GatewayError('unsupported', `${gateway.name} cannot ${action}.`, {
		hint: 'Do it in the gateway’s dashboard, or use the credential of another gateway.',
	});
}

/** Creates a contact, or updates the one with this number. */
export const saveContact: Operation = {
	resource: 'contact',
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [contactPhone, additionalFields, options(timeout)],
	async read(item) {
		const save = requireFunction(item, 'save', 'create or update contacts');
		const { connection } = item.session;
		const fields = readContactFields(item);
		return createTask(fields.phone, async () => await save(fields, connection));
	},
};

/** Gets one contact. */
export const getContact: Operation = {
	resource: 'contact',
	value: 'get',
	name: 'Get',
	action: 'Get a contact',
	description: 'Get one contact by phone number or ID',
	fields: [contact, options(timeout)],
	async read(item) {
		const get = requireFunction(item, 'get', 'look up a contact');
		const { connection } = item.session;
		const reference = readContactReference(item);
		return createTask(null, async () => await get(reference, connection));
	},
};

/** Deletes one contact. */
export const deleteContact: Operation = {
	resource: 'contact',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: 'Delete a contact for good, by phone number or ID',
	fields: [contact, options(timeout)],
	async read(item) {
		const remove = requireFunction(item, 'delete', 'delete a contact');
		const { connection } = item.session;
		const reference = readContactReference(item);
		return createTask(JSON.stringify(reference), async () => {
			await remove(reference, connection);
			return { deleted: true };
		});
	},
};

/** Lists the contacts of the account. */
export const getContacts: Operation = {
	resource: 'contact',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get many contacts, all or those that match a filter',
	fields: [returnAll, limit, contactFilters, options(timeout)],
	async read(item) {
		const search = requireFunction(item, 'search', 'list contacts');
		const { connection } = item.session;
		const filters = asObject(item.parameter('filters', {}));
		const readFilter = (name: string) => String(filters[name] ?? '').trim() || null;
		const query = { text: readFilter('search'), label: readFilter('label') };
		const maxContacts = readLimit(item);
		return createTask(null, async () => {
			const contacts: Contact[] = [];
			for await (const entry of search(query, connection)) {
				if (contacts.length >= maxContacts) break;
				contacts.push(entry);
			}
			return contacts;
		});
	},
};

/** Creates an operation that adds a label to a contact, or removes it. */
function createLabelOperation(
	value: 'addLabel' | 'removeLabel',
	texts: Pick<Operation, 'name' | 'action' | 'description'>,
	action: string,
): Operation {
	return {
		resource: 'contact',
		value,
		...texts,
		fields: [contact, label, options(timeout)],
		async read(item) {
			const changeLabel = requireFunction(item, value, action);
			const { connection } = item.session;
			const reference = readContactReference(item);
			const labelName = readLabel(item);
			return createTask(
				JSON.stringify(reference),
				async () => await changeLabel(reference, labelName, connection),
			);
		},
	};
}

/** Adds a label to a contact. */
export const addLabel = createLabelOperation(
	'addLabel',
	{
		name: 'Add Tag or Group',
		action: 'Add a tag or group to a contact',
		description: 'Add a tag to a contact, or add the contact to a group',
	},
	'add tags or groups to contacts',
);

/** Removes a label from a contact. */
export const removeLabel = createLabelOperation(
	'removeLabel',
	{
		name: 'Remove Tag or Group',
		action: 'Remove a tag or group from a contact',
		description: 'Remove a tag from a contact, or remove the contact from a group',
	},
	'remove tags or groups from contacts',
);
