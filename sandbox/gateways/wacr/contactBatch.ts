import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { id, isRefusal, refused } from './answers';
import { contactById, contactRow } from './contactRow';
import { change, changesOf, checkNew } from './contacts';
import { checkFields, entryFields } from './validation';

/** What became of one entry of the request. */
type Entry =
	| { readonly created: ReturnType<typeof contactRow> }
	| { readonly skipped: object }
	| { readonly error: object };

/**
 * Many contacts in one request. The names of a failed entry's fields are those of a skipped one and `errors`,
 * as an assumption; and so is that a request of which nothing succeeded has no success.
 * Source: https://docs.app.wa.cr/batch-create-contacts-28559788e0
 */
export function contactBatchRoutes(store: Store): Hono {
	const routes = new Hono();

	/** Creates one contact, if its fields are good and its number is new. */
	function createOne(entry: unknown, index: number, skipsDuplicates: boolean): Entry {
		// No field of an entry names groups.
		const fields = entryFields({ ...asRecord(entry), groups: undefined });
		const phone = checkNew(store, fields);
		const changes = changesOf(store, fields);
		const isKnown = store.contacts.of(id).some((one) => one.phone === phone);
		if (isKnown && skipsDuplicates) {
			return { skipped: { index, reason: 'Duplicate phone number', data: fields.body } };
		}
		if (fields.areRefused) return { error: { index, errors: fields.errors, data: fields.body } };
		const contact = store.contacts.findOrCreate(id, phone);
		change(contact, changes);
		return { created: contactRow(store, contact) };
	}

	routes.post('/contacts/batch', async (context) => {
		const given = await checkFields(context, (fields) => {
			const { contacts, options = {} } = fields.body;
			const entries: unknown[] = Array.isArray(contacts) ? contacts : [];
			if (entries.length === 0) fields.refuseField('contacts', 'is required');
			const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
			if (!isObject) fields.refuseField('options', 'must be an array');
			return { entries, options: { ...(options as Record<string, unknown>) } };
		});
		if (isRefusal(given)) return refused(context, given);
		const { entries, options } = given;
		const done = entries.map((entry, index) =>
			createOne(entry, index, options['skip_duplicates'] === true),
		);
		const created = done.flatMap((one) => ('created' in one ? [one.created] : []));
		const skipped = done.flatMap((one) => ('skipped' in one ? [one.skipped] : []));
		const errors = done.flatMap((one) => ('error' in one ? [one.error] : []));
		return context.json({
			success: errors.length < done.length,
			summary: {
				total: done.length,
				created: created.length,
				skipped: skipped.length,
				failed: errors.length,
			},
			created,
			skipped,
			errors,
		});
	});

	// Source: https://docs.app.wa.cr/batch-delete-contacts-28559789e0; an id of another account fails, and is no refusal.
	routes.delete('/contacts/batch', async (context) => {
		const given = await checkFields(context, (fields) => {
			const { ids } = fields.body;
			const list: unknown[] = Array.isArray(ids) ? ids : [];
			if (ids === undefined || list.length === 0) fields.refuseField('ids', 'is required');
			for (const [index, one] of list.entries()) {
				if (!Number.isInteger(one)) fields.refuseField(`ids.${index}`, 'must be an integer');
			}
			return { ids: list as number[] };
		});
		if (isRefusal(given)) return refused(context, given);
		const { ids } = given;
		const deleted = ids.filter((one) => {
			const contact = contactById(store, one);
			if (contact !== undefined) store.contacts.delete(id, contact.phone);
			return contact !== undefined;
		}).length;
		const summary = { total: ids.length, deleted, failed: ids.length - deleted };
		return context.json({ success: true, summary });
	});

	return routes;
}
