/** What a {@link HeldMap} keeps. */
export interface Held {
	/** Whether nothing is lost if it is forgotten. */
	isIdle(now: number): boolean;
}

interface Entry<Value extends Held> {
	readonly weak: WeakRef<Value>;
	/** Until it is forgotten. */
	strong: Value | undefined;
}

/** Entries from which on those that are idle are forgotten. */
const many = 100;

/**
 * A map for what runs share by a name. With many entries, those that are idle are forgotten; but as long as
 * a run still holds one, it is found again under its name: another one would know nothing of the first.
 */
export class HeldMap<Value extends Held> {
	private readonly entries = new Map<string, Entry<Value>>();
	/** The next look at all entries comes at twice as many as are left, so that few entries are looked at. */
	private nextLook = many;

	getOrCreate(name: string, create: () => Value, now: number): Value {
		const known = this.entries.get(name);
		const value = known?.strong ?? known?.weak.deref();
		if (known !== undefined && value !== undefined) {
			known.strong = value;
			return value;
		}
		if (this.entries.size >= this.nextLook) this.forgetIdle(now);
		const created = create();
		this.entries.set(name, { weak: new WeakRef(created), strong: created });
		return created;
	}

	/** How many entries are known by name. */
	get size(): number {
		return this.entries.size;
	}

	private forgetIdle(now: number): void {
		for (const [name, entry] of this.entries) {
			if (entry.strong?.isIdle(now) === true) entry.strong = undefined;
			if (entry.strong === undefined && entry.weak.deref() === undefined) this.entries.delete(name);
		}
		this.nextLook = Math.max(many, 2 * this.entries.size);
	}
}
