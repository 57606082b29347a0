import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import {
	type ChangeableList,
	changeableLists,
	type FetchListPage,
	type ListChanges,
	type ListEntry,
	type ListEntryFields,
	listNames,
	readList,
} from '../../core/lists';
import type { Need } from '../../core/need';
import { readChoice } from '../../n8n/readOption';
import { createOnce } from '../createOnce';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { fieldText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { createNeed, perhapsInDashboard, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';

const names: Readonly<Record<ChangeableList, string>> = {
	labels: 'Tag or Group',
	sources: 'Source',
	statuses: 'Status',
};

const list: INodeProperties = {
	displayName: 'List',
	name: 'list',
	type: 'options',
	options: changeableLists.map((value) => ({ name: names[value], value })),
	default: 'labels',
	description: 'What contacts can have: tags or groups, a source, or a status',
};

const entry: INodeProperties = {
	displayName: 'Name or ID',
	name: 'entry',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. vip',
	description: 'The name of the entry as it is now, or its ID at the gateway',
};

const newName: INodeProperties = {
	displayName: 'New Name',
	name: 'entryName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. vip',
	description: 'No other entry of the list may have it',
};

const color: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'color',
	default: '#25D366',
	displayOptions: { show: { list: ['statuses'] } },
	description: 'The color in which the gateway shows the status',
};

const newColor: INodeProperties = {
	...color,
	default: '',
	description: 'The color in which the gateway shows the status; empty to leave it as it is',
};

/** What the operations that change a list need. */
const needOfChanges = createNeed(
	({ listChanges }) => listChanges,
	'cannot create, rename or delete tags, groups, sources or statuses.',
	({ contacts }) =>
		contacts?.addLabel === undefined
			? perhapsInDashboard
			: 'Do it in the gateway’s dashboard; a new tag or group is also created when it is added to a contact.',
);

/** What Get Many needs, by the list. */
const needsOfGetting = Object.fromEntries(
	changeableLists.map((name) => [
		name,
		createNeed(
			({ lists }) => lists?.[name],
			`has no list of ${listNames[name]}.`,
			() => 'Look them up in the gateway’s dashboard.',
		),
	]),
) as Readonly<Record<ChangeableList, Need<FetchListPage>>>;

function readListName(item: Item): ChangeableList {
	return readChoice(item.parameter(list.name, list.default), list) as ChangeableList;
}

/** How the item's list is changed. Throws `unsupported`. */
function readChanges(item: Item): ListChanges {
	const { gateway } = item.session;
	const name = readListName(item);
	const changes = requireNeed(needOfChanges, gateway)[name];
	if (changes !== undefined) return changes;
	throw new GatewayError('unsupported', `${gateway.name} does not change ${listNames[name]}.`, {
		hint: 'Change them in the gateway’s dashboard.',
	});
}

/** Reads what to store of an entry. Throws `invalidRequest`. */
function readFields(item: Item): ListEntryFields {
	const name = requireText(item, newName.name, newName.displayName, 'Enter the name.');
	if (readListName(item) !== 'statuses') return { name };
	const given = fieldText(item.parameter(color.name, ''), color.displayName);
	if (given === '') return { name };
	if (/^#[\da-f]{6}$/i.test(given)) return { name, color: given };
	throw new GatewayError('invalidRequest', `Color is “${given}”, which is no color.`, {
		hint: 'Write it as six hexadecimal digits, as in #25D366.',
	});
}

/** The entry of this name, as it is written or else in any case. Throws `invalidRequest` for several of these. */
function findByName(wanted: string, entries: readonly ListEntry[]): ListEntry | undefined {
	const exact = entries.find(({ name }) => name === wanted);
	if (exact !== undefined) return exact;
	const alike = entries.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
	const [found, other] = alike;
	if (found === undefined || other === undefined) return found;
	throw new GatewayError(
		'invalidRequest',
		`“${wanted}” can be “${found.name}” and “${other.name}” among the entries of the list.`,
		{ hint: 'Write the name exactly as Get Many lists it, or enter the ID.' },
	);
}

/** The entry of this name, or else of this id. Throws `notFound`, and as {@link findByName}. */
async function findEntry(wanted: string, item: Item): Promise<ListEntry> {
	const { gateway, connection } = item.session;
	const name = readListName(item);
	const entries = await firstOf(
		readList(requireNeed(needsOfGetting[name], gateway), connection),
		Infinity,
	);
	const found = findByName(wanted, entries) ?? entries.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	throw new GatewayError(
		'notFound',
		`${gateway.name} has no entry “${wanted}” among the ${listNames[name]}.`,
		{ hint: 'Compare the name with those that Get Many lists.' },
	);
}

const readEntry = (item: Item) =>
	requireText(item, entry.name, entry.displayName, 'Enter the name of the entry, or its ID.');

/** Creates an entry of a list. */
export const createListEntry: Operation = {
	resource: 'contactList',
	value: 'create',
	name: 'Create',
	action: 'Create a group source or status',
	description: 'Create a tag or group, a source or a status that contacts can have',
	needs: needOfChanges,
	fields: [list, newName, color, options(timeout)],
	async read(item) {
		const { create } = readChanges(item);
		const fields = readFields(item);
		return createOnce(
			item,
			{
				...{ what: `the entry “${fields.name}”`, look: 'with Contact List: Get Many' },
				...{ recipient: null, words: fields, known: { id: null, name: fields.name, raw: null } },
			},
			async (connection) => await create(fields, connection),
		);
	},
};

/** Renames an entry of a list. */
export const updateListEntry: Operation = {
	resource: 'contactList',
	value: 'update',
	name: 'Update',
	action: 'Update a group source or status',
	description: 'Rename a tag or group, a source or a status; contacts keep it',
	needs: needOfChanges,
	fields: [list, entry, newName, newColor, options(timeout)],
	async read(item) {
		const { update } = readChanges(item);
		const [wanted, fields] = [readEntry(item), readFields(item)];
		return createTask(null, async () => {
			const { id } = await findEntry(wanted, item);
			return await update(id, fields, item.session.connection);
		});
	},
};

/** Deletes an entry of a list. */
export const deleteListEntry: Operation = {
	resource: 'contactList',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group source or status',
	description: 'Delete a tag or group, a source or a status; the contacts stay',
	needs: needOfChanges,
	fields: [list, entry, options(timeout)],
	async read(item) {
		const { remove } = readChanges(item);
		const wanted = readEntry(item);
		return createTask(null, async () => {
			const { id, name } = await findEntry(wanted, item);
			await remove(id, item.session.connection);
			return { deleted: true, id, name };
		});
	},
};

/** Lists the entries of a list. */
export const getListEntries: Operation = {
	resource: 'contactList',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups sources or statuses',
	description: 'Get the tags or groups, the sources or the statuses that contacts can have',
	needs: { field: list.name, needs: needsOfGetting },
	fields: [list, returnAll, limit, options(timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const fetchPage = requireNeed(needsOfGetting[readListName(item)], gateway);
		const maxEntries = readLimit(item);
		return createTask(null, async () => await firstOf(readList(fetchPage, connection), maxEntries));
	},
};
