import type { LaravelFields } from '../../gatewayKit/laravel';
import { ListMemory, type NamedRow, uniqueName } from '../../gatewayKit/listMemory';
import type { Store } from '../../state/store';
import { done, invalid, paged, refused } from './answers';
import { attributesOf, isDeleted } from './contactRow';
import type { Endpoint, Visit } from './endpoint';
import { FieldRefusal, maxName, tenant } from './listFields';
import { readFields } from './validation';
import { id } from './workspace';

/** Where contacts come from and how far they have come, in the beginning; each contact has one of both. */
const first = {
	sources: [
		{ id: 1, name: 'WhatsApp', ...tenant },
		{ id: 2, name: 'Website', ...tenant },
	],
	statuses: [
		{ id: 1, name: 'New', color: '#2563eb', isdefault: 1, ...tenant },
		{ id: 2, name: 'Customer', color: '#16a34a', isdefault: 0, ...tenant },
	],
} as const;

type List = keyof typeof first;

/** The sources and the statuses of the workspace. */
export function listMemory(store: Store): ListMemory<List, NamedRow> {
	return new ListMemory<List, NamedRow>(store, id, first, (list, own) => ({
		...own,
		...(list === 'statuses' && { color: '#2563eb', isdefault: 0 }),
		...tenant,
	}));
}

/** A status has a color, which WhatsMark requires. */
function colorOf(fields: LaravelFields): string {
	const color = fields.requiredText('color', 7);
	if (color !== '' && !/^#[\dA-F]{6}$/i.test(color)) {
		fields.refuse('color', 'The color field format is invalid.');
	}
	return color;
}

/** What one list is called, and the field of a contact that names an entry. */
const words = {
	sources: { one: 'Source', field: 'source_id' },
	statuses: { one: 'Status', field: 'status_id' },
} as const;

/** The requests of the sources or of the statuses. */
export function listRowEndpoints(list: List): Endpoint[] {
	const { one, field } = words[list];
	const read = async ({ context, store }: Visit, own?: number) => {
		const fields = await readFields(context);
		const name = uniqueName(fields, listMemory(store).rows(list), maxName, own);
		const color = list === 'statuses' ? { color: colorOf(fields) } : {};
		return fields.areRefused ? new FieldRefusal(fields.errors) : { name, ...color };
	};
	const found = ({ context, store }: Visit) =>
		listMemory(store).find(list, context.req.param('id'));
	return [
		{
			method: 'GET',
			path: `/${list}`,
			ability: `${list}.read`,
			answer: ({ context, store }) => paged(context, listMemory(store).rows(list)),
		},
		{
			method: 'POST',
			path: `/${list}`,
			ability: `${list}.create`,
			async answer(visit) {
				const given = await read(visit);
				if (given instanceof FieldRefusal) return invalid(visit.context, given.errors);
				const row = listMemory(visit.store).add(list, given);
				return done(visit.context, `${one} created successfully`, row, 201);
			},
		},
		{
			method: 'PUT',
			path: `/${list}/:id`,
			ability: `${list}.update`,
			async answer(visit) {
				const row = found(visit);
				if (row === undefined) return refused(visit.context, 404, `${one} not found`);
				const given = await read(visit, row.id);
				if (given instanceof FieldRefusal) return invalid(visit.context, given.errors);
				const changed = listMemory(visit.store).change(list, row, given);
				return done(visit.context, `${one} updated successfully`, changed);
			},
		},
		{
			method: 'DELETE',
			path: `/${list}/:id`,
			ability: `${list}.delete`,
			answer(visit) {
				const row = found(visit);
				if (row === undefined) return refused(visit.context, 404, `${one} not found`);
				const isUsed = visit.store.contacts
					.of(id)
					.some((contact) => !isDeleted(contact) && attributesOf(contact)[field] === row.id);
				if (isUsed) return refused(visit.context, 422, `The ${one.toLowerCase()} is in use.`);
				listMemory(visit.store).remove(list, row);
				return done(visit.context, `${one} deleted successfully`);
			},
		},
	];
}
