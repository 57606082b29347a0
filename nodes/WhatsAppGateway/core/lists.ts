import type { Connection } from './request';

/** The lists of an account from which a form picks, by what their entries are called in sentences. */
export const listNames = {
	labels: 'tags or groups',
	sequences: 'sequences',
	flows: 'flows',
	sources: 'sources of contacts',
	statuses: 'statuses of contacts',
	messageBots: 'message bots',
	templateBots: 'template bots',
	groups: 'WhatsApp groups',
} as const;

/** One of the lists of an account. */
export type ListName = keyof typeof listNames;

/** An entry of such a list. */
export interface ListEntry {
	/** The gateway's own id; the name where it has no other. */
	readonly id: string;
	readonly name: string;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** One page of a list. */
export interface ListPage {
	readonly entries: readonly ListEntry[];
	/** What the next page is asked for by; `null` after the last one. */
	readonly next: string | null;
}

/**
 * One page of the entries that have a text in their names, in one request. It may give others as well: who
 * asks looks at each.
 *
 * @param search a part of the name; empty for all
 * @param cursor the `next` of the page before; `null` for the first one
 */
export type FetchListPage = (
	search: string,
	cursor: string | null,
	connection: Connection,
) => Promise<ListPage>;

/** The lists that a gateway gives. */
export type Lists = { readonly [Name in ListName]?: FetchListPage };

/**
 * All entries of a list; the next page is fetched when it is read. A page that is the same as the one before
 * ends the list: the gateway has ignored the cursor.
 */
export async function* readList(
	fetchPage: FetchListPage,
	connection: Connection,
): AsyncIterable<ListEntry> {
	let [cursor, before]: [string | null, string] = [null, ''];
	do {
		const page: ListPage = await fetchPage('', cursor, connection);
		const content = JSON.stringify(page.entries);
		if (cursor !== null && content === before) return;
		yield* page.entries;
		[cursor, before] = [page.next, content];
	} while (cursor !== null);
}
