import { asObject, asText, asTexts, parseJson } from './narrow';
import type { Connection } from './request';
import { SeenCursors } from './seenCursors';

/** The lists of an account from which a form picks, by what their entries are called in sentences. */
export const listNames = {
	phoneNumbers: 'phone numbers',
	senderNumbers: 'sender numbers',
	channels: 'channels',
	agents: 'agents',
	labels: 'tags or groups',
	sequences: 'sequences',
	flows: 'flows',
	whatsAppFlows: 'WhatsApp Flows',
	catalogs: 'catalogs',
	sources: 'sources of contacts',
	statuses: 'statuses of contacts',
	messageBots: 'message bots',
	templateBots: 'template bots',
	groups: 'WhatsApp groups',
	libraryTemplates: 'templates of WhatsApp’s library',
	members: 'colleagues',
} as const;

/** One of the lists of an account. */
export type ListName = keyof typeof listNames;

/** The node's method that searches a list. */
export function searchMethodOf(list: ListName): string {
	return `search${list.charAt(0).toUpperCase()}${list.slice(1)}`;
}

/** An entry of such a list. */
export interface ListEntry {
	/** The gateway's own id; the name where it has no other. */
	readonly id: string;
	readonly name: string;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** Lists whose entries a gateway may let be changed, in the order of the form. */
export const changeableLists = ['labels', 'sources', 'statuses'] as const;

/** One of these lists. */
export type ChangeableList = (typeof changeableLists)[number];

/** What is stored of an entry. */
export interface ListEntryFields {
	readonly name: string;
	/** `#RRGGBB`, of a status only; left out where it is not given. */
	readonly color?: string;
}

/** How a gateway changes the entries of one list. */
export interface ListChanges {
	/** Throws `invalidRequest` for a name that another entry has. */
	create(fields: ListEntryFields, connection: Connection): Promise<ListEntry>;
	/** Throws `notFound`. */
	update(id: string, fields: ListEntryFields, connection: Connection): Promise<ListEntry>;
	/** Throws `notFound`, and where contacts have the entry what the gateway says to it. */
	remove(id: string, connection: Connection): Promise<void>;
}

/** One page of a list. */
export interface ListPage {
	readonly entries: readonly ListEntry[];
	/** What the next page is asked for by; `null` after the last one. */
	readonly next: string | null;
	/** What alone the gateway gives, such as “Only 200 channels”; absent if it gives all. */
	readonly only?: string;
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

/** A list with more pages than this is taken to have no end. */
const maxPages = 1000;

/** Names a page by what is at its ends; empty for one without entries, which may well come twice. */
function fingerprint(entries: readonly ListEntry[]): string {
	const [first, last] = [entries[0], entries.at(-1)];
	return first === undefined ? '' : JSON.stringify([entries.length, first.id, last?.id]);
}

/**
 * A list that is read page by page, in one go or with a token for the rest of it. It ends where a cursor
 * comes back, and where a page is the same as the one before: then the gateway has ignored the cursor.
 */
export class ListReading {
	private readonly seen: SeenCursors;
	private cursor: string | null;
	private before: string;
	private isLast = false;
	private onlyInPage: string | undefined;
	private entryCount: number;

	/** @param token that of an earlier reading, to go on after its last page */
	constructor(token?: string) {
		const { cursor, seen, before, count } = asObject(parseJson(token ?? ''));
		this.cursor = typeof cursor === 'string' ? cursor : null;
		this.seen = new SeenCursors(asTexts(seen));
		this.before = asText(before) ?? '';
		this.entryCount = typeof count === 'number' ? count : 0;
	}

	/** How many entries the gateway gave so far, those of earlier readings as well. */
	get count(): number {
		return this.entryCount;
	}

	/** Whether there may be another page. */
	get hasMore(): boolean {
		return !this.isLast;
	}

	/** What alone the gateway gave in the last page, as {@link ListPage.only}. */
	get only(): string | undefined {
		return this.onlyInPage;
	}

	/** What the rest of the list is read with; `undefined` after the last page. */
	get token(): string | undefined {
		if (this.isLast) return undefined;
		const { cursor, before, count } = this;
		return JSON.stringify({ cursor, seen: this.seen.all(), before, count });
	}

	/** The entries of the next page, in one request; none after the last one. */
	async read(
		fetchPage: FetchListPage,
		search: string,
		connection: Connection,
	): Promise<readonly ListEntry[]> {
		if (this.isLast) return [];
		const { entries, next, only } = await fetchPage(search, this.cursor, connection);
		this.onlyInPage = only;
		const content = fingerprint(entries);
		const isRepeated = content !== '' && content === this.before;
		this.cursor = isRepeated ? null : this.seen.follow(next);
		this.before = content;
		this.isLast = this.cursor === null || this.seen.all().length > maxPages;
		if (isRepeated) return [];
		this.entryCount += entries.length;
		return entries;
	}
}

/**
 * All entries of a list; the next page is fetched when it is read.
 *
 * @param onIncomplete is called with what alone the gateway gives, as {@link ListPage.only}
 */
export async function* readList(
	fetchPage: FetchListPage,
	connection: Connection,
	onIncomplete?: (only: string) => void,
): AsyncIterable<ListEntry> {
	const reading = new ListReading();
	do {
		yield* await reading.read(fetchPage, '', connection);
		if (reading.only !== undefined) onIncomplete?.(reading.only);
	} while (reading.hasMore);
}
