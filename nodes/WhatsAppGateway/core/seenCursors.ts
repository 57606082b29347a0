/**
 * The cursors of a list that were followed. A gateway that gives one of them again, such as A, B, A, has a
 * list without an end: it is left there.
 */
export class SeenCursors {
	private readonly seen: Set<string>;

	/** @param seen those that were followed before */
	constructor(seen: readonly string[] = []) {
		this.seen = new Set(seen);
	}

	/** The cursor to go on with; `null` where the list ends, or would begin again. */
	follow(cursor: string | null): string | null {
		if (cursor === null || this.seen.has(cursor)) return null;
		this.seen.add(cursor);
		return cursor;
	}

	/** Those that were followed, the first one first. */
	all(): string[] {
		return [...this.seen];
	}
}

/**
 * The pages of a list; the next one is fetched when it is read. It ends where a cursor comes back.
 *
 * @param fetchPage one page, by the `next` of the page before; `null` for the first one
 */
export async function* readPages<Page extends { readonly next: string | null }>(
	fetchPage: (cursor: string | null) => Promise<Page>,
): AsyncGenerator<Page, void> {
	const cursors = new SeenCursors();
	let cursor: string | null = null;
	do {
		const page: Page = await fetchPage(cursor);
		yield page;
		cursor = cursors.follow(page.next);
	} while (cursor !== null);
}
