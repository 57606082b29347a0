import type { Store } from '../../store';

const windowMs = 60_000;

/** Requests in a minute by key, and, in a bucket of their own, lists of templates. */
const most = { mojeeb: 60, 'mojeeb templates': 10 } as const;

/**
 * Takes one request from a bucket whose window is fixed: it begins anew with each minute. Gives the
 * headers of the refusal where it is used up; an answer that goes well has none, as documented.
 * Source: https://docs.mojeeb.app/docs/developers/rate-limits
 */
export function spend(store: Store, bucket: keyof typeof most): Record<string, string> | undefined {
	const now = store.clock.now();
	const begin = Math.floor(now / windowMs) * windowMs;
	const end = begin + windowMs;
	const hits = (store.hits.get(bucket) ?? []).filter((at) => at >= begin && at < end);
	if (hits.length >= most[bucket]) {
		return {
			'Retry-After': String(Math.ceil((end - now) / 1000)),
			'X-RateLimit-Limit': String(most[bucket]),
			'X-RateLimit-Remaining': '0',
			'X-RateLimit-Reset': String(Math.ceil(end / 1000)),
		};
	}
	store.hits.set(bucket, [...hits, now]);
	return undefined;
}
