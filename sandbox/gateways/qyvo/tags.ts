import { Hono, type Context } from 'hono';

import type { Store } from '../../state/store';
import { contactBy, keysGiven } from './contacts';
import { invalid, readFields, refused } from './validation';

const id = 'qyvo';

/** Sources: https://www.qyvo.io/docs/api/actions/add-tag and https://www.qyvo.io/docs/pagination */
export function tagRoutes(store: Store): Hono {
	const routes = new Hono();

	async function changeTags(
		context: Context,
		outcome: 'tag_added' | 'tag_removed',
		change: (tags: readonly string[], tag: string) => string[],
	): Promise<Response> {
		const fields = await readFields(context);
		const tag = fields.requiredText('tag');
		if (fields.areRefused) return invalid(context, fields.errors);
		const [key] = keysGiven(fields.body, ['contact_id', 'phone']);
		if (key === undefined) return refused(context, 422, 'Provide contact_id or phone.');
		const contact = contactBy(store, fields.body, key);
		if (contact === undefined) return refused(context, 404, 'Contact not found');
		contact.tags = change(contact.tags, tag);
		const { phone, tags } = contact;
		return context.json({ id: contact.id, phone, [outcome]: tag, tags });
	}

	routes.post('/actions/add-tag', async (context) =>
		changeTags(context, 'tag_added', (tags, tag) => [...new Set([...tags, tag])]),
	);
	// 200 also where the contact does not have the tag: https://www.qyvo.io/docs/api/actions/remove-tag
	routes.post('/actions/remove-tag', async (context) =>
		changeTags(context, 'tag_removed', (tags, tag) => tags.filter((one) => one !== tag)),
	);

	// A flat array sorted by name; what a row holds besides the name is not documented.
	routes.post('/actions/list-tags', async (context) => {
		const fields = await readFields(context);
		const wanted = fields.optionalText('name')?.toLowerCase() ?? '';
		if (fields.areRefused) return invalid(context, fields.errors);
		const names = new Set(store.contacts.of(id).flatMap(({ tags }) => tags));
		const sorted = [...names].filter((name) => name.toLowerCase().includes(wanted)).sort();
		return context.json(sorted.map((name) => ({ name })));
	});

	return routes;
}
