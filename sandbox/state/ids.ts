function ulidLike(prefix: string, number: number): string {
	return `${prefix}${String(number).padStart(26 - prefix.length, '0')}`;
}

/** Ids that look like a ULID. */
export class Ids {
	/** Milliseconds since 1970 of the last id, or a little more. */
	private last = 0;
	private contacts = 0;

	/** @param now The machine's time in milliseconds since 1970. */
	constructor(private readonly now: () => number) {}

	/**
	 * An id that never repeats, neither after a reset nor in the next sandbox: n8n remembers the ids of
	 * events for days, and would take a new message for one that it has seen.
	 */
	next(prefix: string): string {
		this.last = Math.max(this.last + 1, this.now());
		return ulidLike(prefix, this.last);
	}

	/** A contact's id: small, because some gateways number them, and the same after each reset. */
	nextContact(): string {
		return ulidLike('01J1Y', ++this.contacts);
	}

	/** Numbers contacts from 1 again. */
	reset(): void {
		this.contacts = 0;
	}
}
