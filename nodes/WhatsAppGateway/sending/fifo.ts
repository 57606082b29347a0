/** A queue whose first entry is taken in constant time: an array moves all others. */
export class Fifo<T> {
	private readonly entries: Array<T | undefined> = [];
	private first = 0;

	/** How many entries wait. */
	get length(): number {
		return this.entries.length - this.first;
	}

	push(entry: T): void {
		this.entries.push(entry);
	}

	/** Takes the first entry; `undefined` where none waits. */
	shift(): T | undefined {
		const entry = this.entries[this.first];
		if (this.length === 0) return undefined;
		this.entries[this.first] = undefined;
		this.first += 1;
		// Only once half of them are gone, so that an entry is moved rarely.
		if (this.first * 2 > this.entries.length) {
			this.entries.splice(0, this.first);
			this.first = 0;
		}
		return entry;
	}
}
