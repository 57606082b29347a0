import { Hono, type Context } from 'hono';

import type { LaravelFields } from '../../gatewayKit/laravel';
import { ListMemory, type NamedRow, uniqueName } from '../../gatewayKit/listMemory';
import type { Store } from '../../state/store';
import { id, isRefusal, notFound, ok, paged, refused, searched, type Refusal } from './answers';
import { checkFields } from './validation';

/** Where contacts come from, and how far they have come in the account's pipeline, in the beginning. */
const first = {
	sources: [
		{ id: 1, name: 'API' },
		{ id: 2, name: 'Website' },
	],
	statuses: [
		{ id: 1, name: 'New', color: '#2563eb' },
		{ id: 2, name: 'In touch', color: '#16a34a' },
	],
} as const;

type List = keyof typeof first;

const memoryOf = (store: Store) =>
	new ListMemory<List, NamedRow>(store, id, first, (_, own) => own);

/** The sources or the statuses of the account. */
export function rowsOf(store: Store, list: List): readonly NamedRow[] {
	return memoryOf(store).rows(list);
}

/** The most characters of a name. */
export const maxName = 255;

function colorOf(fields: LaravelFields): string | undefined {
	const color = fields.optionalText('color', 7);
	if (color !== undefined && !/^#[\dA-F]{6}$/i.test(color)) {
		fields.refuse('color', 'Color must be a valid hex color code (e.g., #FF5733)');
	}
	return color;
}

/** The code of this refusal is an assumption. Source: https://docs.getrasl.io/delete-source-35829469e0 */
const inUse = (name: string): Refusal => ({
	status: 422,
	code: 'VALIDATION_ERROR',
	text: `Cannot delete ${name}: it is assigned to contacts.`,
});

/** What one list is called, and the field of a contact that names an entry. */
const words = {
	sources: { one: 'Source', field: 'source_id' },
	statuses: { one: 'Status', field: 'status_id' },
} as const;

/**
 * The sources or the statuses.
 * Sources: https://docs.app.wa.cr/update-status-28559819e0 and https://docs.getrasl.io/sources-overview
 */
export function listRowRoutes(store: Store, list: List): Hono {
	const routes = new Hono();
	const { one, field } = words[list];
	const memory = memoryOf(store);
	store.events.on('reset', () => memory.reset());
	const found = (context: Context) => memory.find(list, context.req.param('id'));
	const read = async (context: Context, own?: number) =>
		await checkFields(context, (fields) => ({
			name: uniqueName(fields, memory.rows(list), maxName, own),
			color: list === 'statuses' ? colorOf(fields) : undefined,
		}));

	routes.get(`/${list}`, (context) =>
		paged(
			context,
			memory.rows(list).filter(({ name }) => name.toLowerCase().includes(searched(context))),
		),
	);

	routes.post(`/${list}`, async (context) => {
		const given = await read(context);
		if (isRefusal(given)) return refused(context, given);
		return ok(context, memory.add(list, given), `${one} created successfully`, 201);
	});

	routes.patch(`/${list}/:id`, async (context) => {
		const row = found(context);
		if (row === undefined) return refused(context, notFound(one));
		const given = await read(context, row.id);
		if (isRefusal(given)) return refused(context, given);
		return ok(context, memory.change(list, row, given), `${one} updated successfully`);
	});

	routes.delete(`/${list}/:id`, (context) => {
		const row = found(context);
		if (row === undefined) return refused(context, notFound(one));
		const isUsed = store.contacts
			.of(id)
			.some(({ metadata }) => Number(metadata[field] ?? 1) === row.id);
		if (isUsed) return refused(context, inUse(row.name));
		memory.remove(list, row);
		return ok(context, null, `${one} deleted successfully`);
	});

	return routes;
}
