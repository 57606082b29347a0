import { type NamedRow, uniqueName } from '../../gatewayKit/listMemory';
import type { Store } from '../../state/store';
import { done, invalid, paged, refused } from './answers';
import type { Endpoint, Visit } from './endpoint';
import { FieldRefusal, maxName, tenant } from './listFields';
import { readFields } from './validation';
import { id } from './workspace';

const groupRow = ({ id: number, name }: NamedRow) => ({ id: number, name, ...tenant });

const groupsOf = (store: Store) => store.contacts.numberedLabels(id);

const foundGroup = ({ context, store }: Visit) =>
	groupsOf(store).find((group) => String(group.id) === context.req.param('id'));

async function groupName({ context, store }: Visit, own?: number) {
	const fields = await readFields(context);
	const name = uniqueName(fields, groupsOf(store), maxName, own);
	return fields.areRefused ? new FieldRefusal(fields.errors) : name;
}

/** The groups that contacts can be in. Source: https://documents.xobito.com/api-reference/introduction */
export const groupEndpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/groups',
		ability: 'groups.read',
		answer: ({ context, store }) => paged(context, groupsOf(store).map(groupRow)),
	},
	{
		method: 'POST',
		path: '/groups',
		ability: 'groups.create',
		async answer(visit) {
			const { context, store } = visit;
			const name = await groupName(visit);
			if (name instanceof FieldRefusal) return invalid(context, name.errors);
			const made = store.contacts.numberedLabels(id, [name]).find((one) => one.name === name);
			return done(context, 'Group created successfully', made && groupRow(made), 201);
		},
	},
	{
		method: 'PUT',
		path: '/groups/:id',
		ability: 'groups.update',
		async answer(visit) {
			const { context, store } = visit;
			const group = foundGroup(visit);
			if (group === undefined) return refused(context, 404, 'Group not found');
			const name = await groupName(visit, group.id);
			if (name instanceof FieldRefusal) return invalid(context, name.errors);
			store.contacts.changeLabel(id, group.name, name);
			return done(context, 'Group updated successfully', groupRow({ ...group, name }));
		},
	},
	{
		method: 'DELETE',
		path: '/groups/:id',
		ability: 'groups.delete',
		answer(visit) {
			const group = foundGroup(visit);
			if (group === undefined) return refused(visit.context, 404, 'Group not found');
			visit.store.contacts.changeLabel(id, group.name, null);
			return done(visit.context, 'Group deleted successfully');
		},
	},
];
