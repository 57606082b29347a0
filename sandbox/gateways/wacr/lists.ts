import { Hono, type Context } from 'hono';

import { uniqueName } from '../../gatewayKit/listMemory';
import type { Store } from '../../state/store';
import { isRefusal, notFound, ok, paged, refused, searched, id } from './answers';
import { contactById, groupsOf } from './contactRow';
import { maxName } from './listRows';
import { checkFields } from './validation';

/** Groups. Sources: https://docs.app.wa.cr/list-groups-28559801e0 and …/update-group-28559804e0 */
export function listRoutes(store: Store): Hono {
	const routes = new Hono();
	const found = (context: Context, rows: ReadonlyArray<{ readonly name: string }>) =>
		paged(
			context,
			rows.filter(({ name }) => name.toLowerCase().includes(searched(context))),
		);

	routes.get('/groups', (context) => found(context, groupsOf(store)));

	routes.post('/groups', async (context) => {
		const given = await checkFields(context, (fields) => ({
			name: uniqueName(fields, groupsOf(store), maxName),
		}));
		if (isRefusal(given)) return refused(context, given);
		store.contacts.labelsOf(id, [given.name]);
		const made = groupsOf(store).find(({ name }) => name === given.name);
		return ok(context, made ?? null, 'Group created successfully', 201);
	});

	routes.on(['PATCH', 'DELETE'], '/groups/:id', async (context) => {
		const group = groupsOf(store).find((one) => String(one.id) === context.req.param('id'));
		if (group === undefined) return refused(context, notFound('Group'));
		if (context.req.method === 'DELETE') {
			store.contacts.changeLabel(id, group.name, null);
			return ok(context, null, 'Group deleted successfully');
		}
		const given = await checkFields(context, (fields) => ({
			name: uniqueName(fields, groupsOf(store), maxName, group.id),
		}));
		if (isRefusal(given)) return refused(context, given);
		store.contacts.changeLabel(id, group.name, given.name);
		return ok(context, { ...group, name: given.name }, 'Group updated successfully');
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
