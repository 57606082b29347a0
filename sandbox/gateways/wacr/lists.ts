import { Hono, type Context } from 'hono';

import type { Store } from '../../state/store';
import { isRefusal, notFound, ok, paged, refused, searched, id } from './answers';
import { contactById, groupsOf } from './contactRow';
import { checkFields } from './validation';

/** Where contacts come from. */
export const sources = [
	{ id: 1, name: 'API' },
	{ id: 2, name: 'Website' },
] as const;

/** How far a contact has come in the account's pipeline. */
export const statuses = [
	{ id: 1, name: 'New', color: '#2563eb' },
	{ id: 2, name: 'In touch', color: '#16a34a' },
] as const;

/** Groups, sources and statuses. Source: https://docs.app.wa.cr/ */
export function listRoutes(store: Store): Hono {
	const routes = new Hono();
	const found = (context: Context, rows: ReadonlyArray<{ readonly name: string }>) =>
		paged(
			context,
			rows.filter(({ name }) => name.toLowerCase().includes(searched(context))),
		);

	const named = <Row extends { readonly name: string }>(list: string, rows: readonly Row[]) =>
		store.listSizes.rows<{ readonly id?: number; readonly name: string }>(
			id,
			list,
			rows,
			(index, name) => ({ id: index + 1, name }),
		);
	routes.get('/sources', (context) => found(context, named('sources', sources)));
	routes.get('/statuses', (context) => found(context, named('statuses', statuses)));
	routes.get('/groups', (context) => found(context, groupsOf(store)));

	routes.post('/groups', async (context) => {
		const given = await checkFields(context, (fields) => {
			const name = fields.requiredText('name');
			const same = (one: { name: string }) => one.name.toLowerCase() === name.toLowerCase();
			if (groupsOf(store).some(same)) fields.refuse('name', 'The name has already been taken.');
			return { name };
		});
		if (isRefusal(given)) return refused(context, given);
		store.contacts.labelsOf(id, [given.name]);
		const made = groupsOf(store).find(({ name }) => name === given.name);
		return ok(context, made ?? null, 'Group created successfully', 201);
	});

	routes.on(['POST', 'DELETE'], '/groups/:id/contacts', async (context) => {
		const group = groupsOf(store).find((one) => String(one.id) === context.req.param('id'));
		if (group === undefined) return refused(context, notFound('Group'));
		const checked = await checkFields(context, (fields) => {
			const given = fields.body['contact_ids'];
			const ids: unknown[] = Array.isArray(given) ? given : [];
			const contacts = ids.map((one) => contactById(store, Number(one)));
			const known = contacts.filter((one) => one !== undefined);
			if (ids.length === 0) fields.refuse('contact_ids', 'The contact_ids field is required.');
			else if (known.length < ids.length) {
				fields.refuse('contact_ids', 'The selected contact_ids are invalid.');
			}
			return { known };
		});
		if (isRefusal(checked)) return refused(context, checked);
		for (const contact of checked.known) {
			const others = contact.tags.filter((name) => name !== group.name);
			contact.tags = context.req.method === 'POST' ? [...others, group.name] : others;
		}
		return ok(context, { ...group, contacts_count: checked.known.length }, 'Group updated');
	});

	return routes;
}
