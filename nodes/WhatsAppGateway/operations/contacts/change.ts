import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { needOfContacts, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { contact, nameOfReference, readContactReference } from './fields';
import { readContactChanges, updateFields } from './readChanges';

/** What each operation needs. */
const needs = {
	update: needOfContacts('update', 'change contacts'),
	remove: needOfContacts('remove', 'delete contacts'),
};

/** Changes a contact that exists; unlike Create or Update, it can clear a field and take tags off. */
export const updateContact: Operation = {
	resource: 'contact',
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: 'Update a contact that exists, and clear fields of it',
	needs: needs.update,
	fields: [contact, updateFields, options(timeout)],
	async read(item) {
		const update = requireNeed(needs.update, item.session.gateway);
		const { connection } = item.session;
		const reference = readContactReference(item);
		const changes = readContactChanges(item);
		return createTask(
			nameOfReference(reference),
			async () => await update(reference, changes, connection),
		);
	},
};

/** Deletes a contact. */
export const deleteContact: Operation = {
	resource: 'contact',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: 'Delete a contact permanently',
	needs: needs.remove,
	fields: [contact, options(timeout)],
	async read(item) {
		const remove = requireNeed(needs.remove, item.session.gateway);
		const { connection } = item.session;
		const reference = readContactReference(item);
		return createTask(nameOfReference(reference), async () => {
			await remove(reference, connection);
			return { deleted: true, ...reference };
		});
	},
};
