import { monotonicNow } from './monotonicNow';

/** How much a {@link BoundedMap} keeps. */
export interface MapBounds {
	/** Of the entries used last, at least half as many are kept, and never more. */
	readonly maxEntries: number;
	/** Milliseconds after which an entry that nobody used may leave; after twice as many it has left. */
	readonly maxIdleMs: number;
}

/**
 * A map for what a process remembers beyond a run: it never grows beyond its bounds, and what nobody uses
 * leaves. Its entries are in two halves. What is used is in the recent one; where that is full or old, it
 * becomes the older one, whose entries leave. So each call takes the same time however much is kept,
 * which deleting the oldest entry of a `Map` does not: its iterator walks over all that were deleted.
 *
 * Nothing runs on its own: idle entries leave with the next call. Moments are milliseconds of one clock,
 * by default the monotonic one.
 */
export class BoundedMap<Key, Value> {
	private recent = new Map<Key, Value>();
	private older = new Map<Key, Value>();
	/** When the recent half began; unknown before the first call. */
	private begunAt: number | undefined;

	constructor(private readonly bounds: MapBounds) {}

	/** The value of a key, which counts as used; `undefined` where it is not known or has left. */
	get(key: Key, now = monotonicNow()): Value | undefined {
		this.leaveIdle(now);
		if (this.recent.has(key) || !this.older.has(key)) return this.recent.get(key);
		const value = this.older.get(key) as Value;
		this.keep(key, value, now);
		return value;
	}

	/** Whether a key is known; it does not count as used. */
	has(key: Key, now = monotonicNow()): boolean {
		this.leaveIdle(now);
		return this.recent.has(key) || this.older.has(key);
	}

	set(key: Key, value: Value, now = monotonicNow()): void {
		this.leaveIdle(now);
		this.keep(key, value, now);
	}

	/** The value of a key; where it is not known, the one that `create` makes for it. */
	getOrCreate(key: Key, create: () => Value, now = monotonicNow()): Value {
		const known = this.get(key, now);
		if (known !== undefined || this.has(key, now)) return known as Value;
		const value = create();
		this.keep(key, value, now);
		return value;
	}

	delete(key: Key): boolean {
		// Both: a half is not looked into where the other has the key.
		return [this.recent.delete(key), this.older.delete(key)].includes(true);
	}

	/** How many entries are kept now. */
	get size(): number {
		return this.recent.size + this.older.size;
	}

	private keep(key: Key, value: Value, now: number): void {
		this.older.delete(key);
		if (!this.recent.has(key) && this.recent.size >= Math.max(1, this.bounds.maxEntries / 2)) {
			this.turn(now);
		}
		this.recent.set(key, value);
	}

	/** The recent half becomes the older one. */
	private turn(now: number): void {
		this.older = this.recent;
		this.recent = new Map();
		this.begunAt = now;
	}

	private leaveIdle(now: number): void {
		this.begunAt ??= now;
		const age = now - this.begunAt;
		if (age < this.bounds.maxIdleMs) return;
		this.turn(now);
		if (age >= 2 * this.bounds.maxIdleMs) this.older = new Map();
	}
}
