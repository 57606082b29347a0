import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import {
	type FetchListPage,
	type ListEntry,
	type ListName,
	listNames,
	ListReading,
	searchMethodOf,
} from '../core/lists';
import { asObject } from '../core/narrow';
import type { Connection } from '../core/request';
import { rethrow } from '../core/rethrow';
import { readOverrides } from '../session/overrides';
import type { Session } from '../session/session';
import { withEditorSession } from './editorSession';
import { ifEmpty, insteadOfList } from './emptyLists';
import { rememberAnswers } from './rememberAnswers';
import { filterWords } from './templateOptions';

/** Fewer do not fill the open list, and n8n asks for more only where one scrolls to its end. */
const minShown = 10;

/** Pages that one look at a list reads: whoever searches for what is not there does not read all of a long list. */
const maxPagesRead = 20;

/** The lists whose entries a form stores by their names, because names are what requests take. */
const storedByName: readonly ListName[] = ['labels'];

/** A line of a list that is a sentence; picking it leaves the field empty. */
function sentence(name: string): INodeListSearchItems {
	return { name, value: '' };
}

/** Reads on until there are enough entries with all words of a filter, no more, or enough pages read. */
async function readEntries(
	fetchPage: FetchListPage,
	filter: string,
	reading: ListReading,
	connection: Connection,
): Promise<ListEntry[]> {
	const words = filterWords(filter);
	const isFound = ({ name }: ListEntry) => words.every((word) => name.toLowerCase().includes(word));
	// A gateway is asked for one word only: how it takes several is not known.
	const search = [...words].sort((a, b) => b.length - a.length)[0] ?? '';
	const entries: ListEntry[] = [];
	for (let page = 0; page < maxPagesRead && reading.hasMore; page++) {
		entries.push(...(await reading.read(fetchPage, search, connection)).filter(isFound));
		if (entries.length >= minShown) break;
	}
	return entries;
}

/** The account, as the sender that the form has chosen so far: an agent has numbers of its own. */
function connectionOfForm(
	context: ILoadOptionsFunctions,
	{ gateway, connectionOf }: Session,
): Connection {
	const options = asObject(context.getCurrentNodeParameter('options'));
	const chosen = Object.entries(readOverrides(options, gateway, gateway.senderFields));
	return connectionOf(Object.fromEntries(chosen.filter(([, value]) => !value.startsWith('='))));
}

/** A list that the account may not read is not needed: what it holds can be typed. */
function withTyping(error: GatewayError): GatewayError {
	const { fault, message, details, hint } = error;
	if (fault !== 'missingScope') return error;
	return new GatewayError(fault, message, { ...details, hint: `${hint} Or type it instead.` });
}

/** What a part of a list holds, and how far it was read for it. */
interface Part {
	readonly entries: readonly ListEntry[];
	readonly filter: string;
	readonly isFirst: boolean;
	readonly reading: ListReading;
}

/** Whether reading stopped for its length alone, before enough was found. */
function isCut({ entries, reading }: Part): boolean {
	return reading.hasMore && entries.length < minShown;
}

/** What stands below the entries of a part, or in their place. */
function remarks(list: ListName, part: Part): INodeListSearchItems[] {
	const { entries, filter, isFirst, reading } = part;
	const { only, count, hasMore } = reading;
	if (only !== undefined) return [sentence(`${only}: type any other`)];
	const isEmpty = filter === '' && isFirst && entries.length === 0 && count === 0;
	if (isEmpty && (!hasMore || isCut(part))) return [sentence(ifEmpty[list])];
	// n8n asks for more only where one scrolls, which so few lines do not let one do.
	if (!isCut(part)) return [];
	return entries.length === 0
		? [sentence(`Not among the first ${count}: type it`)]
		: [sentence(`Only ${count} searched so far: or type it`)];
}

/**
 * A method of the node that searches one list of the account, a page at a time: n8n asks for the next one,
 * by the token, where the user has scrolled to the end.
 */
function listSearch(list: ListName) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await withEditorSession(this, async (session) => {
			const { gateway, accountKey } = session;
			const missing = sentence(`Not listed by ${gateway.name}: type it`);
			const fetchPage = gateway.lists?.[list];
			if (fetchPage === undefined) return { results: [sentence(insteadOfList(list, gateway))] };
			const connection = connectionOfForm(this, session);
			const call = rememberAnswers(connection.call, accountKey);
			const reading = new ListReading(paginationToken);
			try {
				const entries = await readEntries(fetchPage, filter, reading, { ...connection, call });
				const isByName = storedByName.includes(list);
				const results = entries.map(({ id, name }): INodeListSearchItems => ({
					name,
					value: isByName ? name : id,
				}));
				const isFirst = paginationToken === undefined;
				const part = { entries, filter, isFirst, reading };
				// Where nothing was found so far, there is nothing to scroll: it is typed.
				const goesOn = reading.token !== undefined && !(isCut(part) && entries.length === 0);
				return {
					results: [...results, ...remarks(list, part)],
					...(goesOn && { paginationToken: reading.token }),
				};
			} catch (error) {
				if (!(error instanceof GatewayError)) return rethrow(error);
				return error.fault === 'unsupported' ? { results: [missing] } : rethrow(withTyping(error));
			}
		});
	};
}

/** The searches behind the fields that are picked from a list of the account, by the methods' names. */
export const listSearches = Object.fromEntries(
	(Object.keys(listNames) as ListName[]).map((list) => [searchMethodOf(list), listSearch(list)]),
);
