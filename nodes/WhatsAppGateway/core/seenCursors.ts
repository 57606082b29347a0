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
