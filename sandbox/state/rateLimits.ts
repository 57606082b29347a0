import type { Store } from './store';

/** So many requests in so many milliseconds. */
export interface Budget {
	readonly requests: number;
	readonly windowMs: number;
	/** `rolling` moves along with the time; `fixed` begins anew each time that it is over. */
	readonly window: 'rolling' | 'fixed';
}

/** What a request too many is told of the limit. */
export interface Exhausted {
	/** How many requests the gateway takes. */
	readonly requests: number;
	/** Until it takes one again. */
	readonly seconds: number;
	/** The moment when it does, in seconds since 1970 by the time outside. */
	readonly at: number;
}

/** What is left of a budget after a request was taken from it. */
export interface Spent {
	readonly remaining: number;
	/** Where nothing was left. */
	readonly exhausted?: Exhausted;
}

/** A limit that gives way after so many milliseconds, as it is told. */
export function exhaustedFor(store: Store, requests: number, milliseconds: number): Exhausted {
	return {
		requests,
		seconds: Math.ceil(milliseconds / 1000),
		// Whoever waits for a moment looks at a clock of their own, wherever the sandbox's is.
		at: Math.ceil((store.clock.outside() + milliseconds) / 1000),
	};
}

/** Takes one request from a bucket. */
export function spend(store: Store, bucket: string, budget: Budget): Spent {
	const { requests, windowMs, window } = budget;
	const now = store.clock.now();
	const begin = window === 'fixed' ? Math.floor(now / windowMs) * windowMs : now - windowMs + 1;
	// A clock that was set back leaves hits in the future; they do not count.
	const hits = (store.hits.get(bucket) ?? []).filter((at) => at >= begin && at <= now);
	const oldest = hits[0];
	if (hits.length >= requests && oldest !== undefined) {
		store.hits.set(bucket, hits);
		const end = (window === 'fixed' ? begin : oldest) + windowMs;
		return { remaining: 0, exhausted: exhaustedFor(store, requests, end - now) };
	}
	store.hits.set(bucket, [...hits, now]);
	return { remaining: requests - hits.length - 1 };
}
