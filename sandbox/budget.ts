import type { Store } from './store';

/** So many requests in so many milliseconds. */
export interface Budget {
	readonly requests: number;
	readonly windowMs: number;
}

/** What is left of a budget after a request was taken from it. */
export interface Spent {
	readonly remaining: number;
	/** Seconds to wait where nothing was left. */
	readonly retryAfter?: number;
}

/** Takes one request from a bucket whose window moves along with the time. */
export function spend(store: Store, bucket: string, { requests, windowMs }: Budget): Spent {
	const now = store.clock.now();
	// A clock that was set back leaves hits in the future; they do not count.
	const hits = (store.hits.get(bucket) ?? []).filter((at) => at <= now && now - at < windowMs);
	const oldest = hits[0];
	if (hits.length >= requests && oldest !== undefined) {
		store.hits.set(bucket, hits);
		return { remaining: 0, retryAfter: Math.ceil((oldest + windowMs - now) / 1000) };
	}
	store.hits.set(bucket, [...hits, now]);
	return { remaining: requests - hits.length - 1 };
}
