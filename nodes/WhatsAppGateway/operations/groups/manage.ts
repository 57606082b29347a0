import type { Groups, GroupSummary } from '../../core/group';
import type { Connection } from '../../core/request';
import { readPages } from '../../core/seenCursors';
import { createOnce } from '../createOnce';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { group, groupOptions, groupsInUse, laterNotice, needOfGroups, readGroupId } from './fields';
import {
	changedGroupFields,
	newGroupFields,
	readNewGroup,
	readSettings,
	subject,
} from './settings';

/** What each operation needs. */
const needs = {
	change: needOfGroups('manage groups'),
	read: needOfGroups('list groups'),
};

/** What every request says that WhatsApp answers by webhook. */
const requested = 'requested';

/** Where the result of a request comes to. */
const byEvent =
	'Its ID and its invite link come to the WhatsApp Gateway Trigger as the event Group Changed.';

/** Makes a group. */
export const createGroup: Operation = {
	resource: 'group',
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group that people join by its invite link',
	needs: needs.change,
	fields: [
		laterNotice(
			`WhatsApp makes the group after it has answered: the output has a requestId, and neither ID nor invite link. They come to the WhatsApp Gateway Trigger as the event Group Changed, with the same requestId; Get Many lists the group, too.`,
		),
		subject,
		newGroupFields,
		groupOptions,
	],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.change);
		const wanted = readNewGroup(item);
		const { subject } = wanted;
		return createOnce(
			item,
			{
				...{ what: 'the group', look: 'with Group: Get Many', recipient: null, words: wanted },
				known: { status: requested, requestId: null, subject, raw: null },
			},
			async (creating) => {
				const { requestId, raw } = await groups.create(wanted, creating);
				item.note(`The group is being made. ${byEvent}`);
				return { status: requested, requestId, subject, raw };
			},
			connection,
		);
	},
};

/** Gets a group with its people. */
export const getGroup: Operation = {
	resource: 'group',
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Get a group: subject, description, who is in it',
	needs: needs.read,
	fields: [group, groupOptions],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.read);
		const id = readGroupId(item);
		return createTask(null, async () => await groups.get(id, connection));
	},
};

/** All groups of a number; the next page is fetched when it is read. */
async function* listGroups({ page }: Groups, connection: Connection): AsyncIterable<GroupSummary> {
	for await (const { groups } of readPages(async (cursor) => await page(cursor, connection))) {
		yield* groups;
	}
}

/** Lists the groups of the number. */
export const getGroups: Operation = {
	resource: 'group',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	description: 'Get many of the groups that the number has made',
	needs: needs.read,
	fields: [returnAll, limit, groupOptions],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.read);
		const maxGroups = readLimit(item);
		return createTask(null, async () => await firstOf(listGroups(groups, connection), maxGroups));
	},
};

/** Changes what people see of a group. */
export const updateGroup: Operation = {
	resource: 'group',
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the subject, the description or the picture of a group',
	needs: needs.change,
	fields: [
		laterNotice(
			'WhatsApp changes the group after it has answered. Whether each part was changed comes to the WhatsApp Gateway Trigger as the event Group Changed.',
		),
		group,
		changedGroupFields,
		groupOptions,
	],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.change);
		const id = readGroupId(item);
		const settings = await readSettings(item);
		return createTask(id, async () => {
			const { requestId, raw } = await groups.update(id, settings, connection);
			return { id, status: requested, requestId, raw };
		});
	},
};

/** Deletes a group. */
export const deleteGroup: Operation = {
	resource: 'group',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description: 'Delete a group: everybody leaves it, your business as well',
	needs: needs.change,
	fields: [group, groupOptions],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.change);
		const id = readGroupId(item);
		return createTask(id, async () => {
			const { requestId, raw } = await groups.remove(id, connection);
			return { id, status: requested, requestId, raw };
		});
	},
};
