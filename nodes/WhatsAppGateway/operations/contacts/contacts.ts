import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { needOfContacts, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';
import {
	additionalFields,
	contact,
	nameOfReference,
	contactOrEmail,
	contactPhone,
	label,
	readContactEmail,
	readContactFields,
	readContactReference,
	readLabel,
} from './fields';
import { contactFilters, readContactQuery } from './filters';

/** What each operation needs. */
const needs = {
	save: needOfContacts('save', 'create or update contacts'),
	get: needOfContacts('get', 'look up a contact'),
	getByEmail: needOfContacts('getByEmail', 'look a contact up by email'),
	search: needOfContacts('search', 'list contacts'),
	addLabel: needOfContacts('addLabel', 'add tags or groups to contacts'),
	removeLabel: needOfContacts('removeLabel', 'remove tags or groups from contacts'),
};

/** Creates a contact, or updates the one with this number. */
export const saveContact: Operation = {
	resource: 'contact',
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	needs: needs.save,
	fields: [contactPhone, additionalFields, options(timeout)],
	async read(item) {
		const save = requireNeed(needs.save, item.session.gateway);
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
	description: 'Get one contact by phone number, ID or email',
	needs: needs.get,
	fields: [contactOrEmail, options(timeout)],
	async read(item) {
		const { gateway } = item.session;
		const email = readContactEmail(item);
		if (email !== null) {
			const getByEmail = requireNeed(needs.getByEmail, gateway);
			return createTask(null, async () => await getByEmail(email, item.session.connection));
		}
		const get = requireNeed(needs.get, gateway);
		const { connection } = item.session;
		const reference = readContactReference(item);
		return createTask(null, async () => await get(reference, connection));
	},
};

/** Lists the contacts of the account. */
export const getContacts: Operation = {
	resource: 'contact',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get many contacts, all or those that match a filter',
	needs: needs.search,
	fields: [returnAll, limit, contactFilters, options(timeout)],
	async read(item) {
		const search = requireNeed(needs.search, item.session.gateway);
		const { connection } = item.session;
		const query = readContactQuery(item);
		const maxContacts = readLimit(item);
		return createTask(null, async () => await firstOf(search(query, connection), maxContacts));
	},
};

/** Creates an operation that adds a label to a contact, or removes it. */
function createLabelOperation(
	value: 'addLabel' | 'removeLabel',
	texts: Pick<Operation, 'name' | 'action' | 'description'>,
): Operation {
	return {
		resource: 'contact',
		value,
		...texts,
		needs: needs[value],
		fields: [contact, label, options(timeout)],
		async read(item) {
			const changeLabel = requireNeed(needs[value], item.session.gateway);
			const { connection } = item.session;
			const reference = readContactReference(item);
			const labelName = readLabel(item);
			return createTask(
				nameOfReference(reference),
				async () => await changeLabel(reference, labelName, connection),
			);
		},
	};
}

/** Adds a label to a contact. */
export const addLabel = createLabelOperation('addLabel', {
	name: 'Add Tag or Group',
	action: 'Add a tag or group to a contact',
	description: 'Add a tag to a contact, or add the contact to a group',
});

/** Removes a label from a contact. */
export const removeLabel = createLabelOperation('removeLabel', {
	name: 'Remove Tag or Group',
	action: 'Remove a tag or group from a contact',
	description: 'Remove a tag from a contact, or remove the contact from a group',
});
