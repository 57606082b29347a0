import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import {
	type FetchListPage,
	type ListEntry,
	type ListName,
	listNames,
	readList,
} from '../core/lists';
import type { Connection } from '../core/request';
import { withEditorSession } from './editorSession';
import { rememberAnswers } from './rememberAnswers';
import { filterWords } from './templateOptions';

/** Fewer do not fill the open list, and n8n asks for more only where one scrolls to its end. */
const minShown = 10;

/** Which field of an entry a form stores: the id, or the name where names are what requests take. */
type Stored = 'id' | 'name';

/** Reads on until there are enough entries with all words of a filter, or no more. */
async function readEntries(
	fetchPage: FetchListPage,
	filter: string,
	first: string | null,
	connection: Connection,
): Promise<{ readonly entries: ListEntry[]; readonly next: string | null }> {
	const words = filterWords(filter);
	const isFound = ({ name }: ListEntry) => words.every((word) => name.toLowerCase().includes(word));
	// A gateway is asked for one word only: how it takes several is not known.
	const search = [...words].sort((a, b) => b.length - a.length)[0] ?? '';
	const entries: ListEntry[] = [];
	let next = first;
	do {
		const page = await fetchPage(search, next, connection);
		entries.push(...page.entries.filter(isFound));
		next = page.next === next ? null : page.next;
	} while (next !== null && entries.length < minShown);
	return { entries, next };
}

/**
 * A method of the node that searches one list of the account, a page at a time: n8n asks for the next one,
 * by the token, where the user has scrolled to the end.
 */
function listSearch(list: ListName, stored: Stored) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await withEditorSession(this, async ({ gateway, connection, accountKey }) => {
			const fetchPage = gateway.lists?.[list];
			if (fetchPage === undefined) {
				const name = `${gateway.name} has no list of ${listNames[list]} here: type it instead`;
				return { results: [{ name, value: '' }] };
			}
			const call = rememberAnswers(connection.call, accountKey);
			const { entries, next } = await readEntries(fetchPage, filter, paginationToken ?? null, {
				...connection,
				call,
			});
			const results = entries.map((entry): INodeListSearchItems => ({
				name: entry.name,
				value: entry[stored],
			}));
			return { results, ...(next !== null && { paginationToken: next }) };
		});
	};
}

/** A method of the node that loads a whole list of the account, for a menu. */
function listOptions(list: ListName) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withEditorSession(this, async ({ gateway, connection, accountKey }) => {
			const fetchPage = gateway.lists?.[list];
			if (fetchPage === undefined) {
				return [{ name: `${gateway.name} has no ${listNames[list]}`, value: '' }];
			}
			const remembered = { ...connection, call: rememberAnswers(connection.call, accountKey) };
			const options: INodePropertyOptions[] = [];
			for await (const { id, name } of readList(fetchPage, remembered)) {
				options.push({ name, value: id });
			}
			return options;
		});
	};
}

/** The searches behind the fields that are picked from a list of the account. */
export const listSearches = {
	searchLabels: listSearch('labels', 'name'),
	searchSequences: listSearch('sequences', 'id'),
	searchFlows: listSearch('flows', 'id'),
	searchGroups: listSearch('groups', 'id'),
} as const;

/** The menus that are filled from a list of the account. */
export const listMenus = {
	getSources: listOptions('sources'),
	getStatuses: listOptions('statuses'),
} as const;
