import type { Clock } from './clock';

/** So many requests in so many milliseconds. */
export interface RateLimit {
	readonly requests: number;
	readonly windowMs: number;
	/** `rolling` moves along with the time; `fixed` begins anew each time that it is over. */
	readonly window: 'rolling' | 'fixed';
}

/** What the refusal of a request says of the limit. */
export interface LimitExceeded {
	/** How many requests the gateway accepts. */
	readonly requests: number;
	/** Until it accepts one again. */
	readonly retryAfterSeconds: number;
	/** The moment when it does, in seconds since 1970 by the machine's time. */
	readonly resetAt: number;
}

/** What is left of a limit after a request. */
export interface LimitState {
	readonly remaining: number;
	/** Set if the request exceeds the limit. */
	readonly exceeded?: LimitExceeded;
}

/** Counts requests against rate limits. */
export class RateLimits {
	/** Limits that replace the documented ones, by gateway. */
	private overrides = new Map<string, RateLimit>();
	/** Moments of requests by bucket. */
	private hits = new Map<string, number[]>();
	/** By person: when a whole burst is there again. */
	private fullAt = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	/** The limit that replaces a gateway's documented one. */
	override(gateway: string): RateLimit | undefined {
		return this.overrides.get(gateway);
	}

	/** Replaces a gateway's documented limit, or restores it with `undefined`; it begins unspent. */
	setOverride(gateway: string, limit: RateLimit | undefined): void {
		if (limit === undefined) this.overrides.delete(gateway);
		else this.overrides.set(gateway, limit);
		this.hits.delete(gateway);
	}

	/** Takes one request from a bucket. */
	take(bucket: string, { requests, windowMs, window }: RateLimit): LimitState {
		const now = this.clock.now();
		const begin = window === 'fixed' ? Math.floor(now / windowMs) * windowMs : now - windowMs + 1;
		// A clock that was set back leaves hits in the future; they do not count.
		const hits = (this.hits.get(bucket) ?? []).filter((at) => at >= begin && at <= now);
		const oldest = hits[0];
		if (hits.length >= requests && oldest !== undefined) {
			this.hits.set(bucket, hits);
			const end = (window === 'fixed' ? begin : oldest) + windowMs;
			return { remaining: 0, exceeded: this.exceeded(requests, end - now) };
		}
		this.hits.set(bucket, [...hits, now]);
		return { remaining: requests - hits.length - 1 };
	}

	/**
	 * Takes one message of a burst that comes back bit by bit. Whether there was one.
	 *
	 * @param everyMs after which one message comes back
	 */
	takeOfBurst(person: string, burst: number, everyMs: number): boolean {
		const now = this.clock.now();
		const fullAt = Math.max(now, this.fullAt.get(person) ?? now) + everyMs;
		if (fullAt - burst * everyMs > now) return false;
		this.fullAt.set(person, fullAt);
		return true;
	}

	/** A limit that is over after so many milliseconds, as a refusal says it. */
	exceeded(requests: number, milliseconds: number): LimitExceeded {
		return {
			requests,
			retryAfterSeconds: Math.ceil(milliseconds / 1000),
			// A client compares the moment with its own clock, wherever the sandbox's is.
			resetAt: Math.ceil((this.clock.machineNow() + milliseconds) / 1000),
		};
	}

	/** Restores all documented limits, unspent. */
	reset(): void {
		this.overrides = new Map();
		this.hits = new Map();
		this.fullAt = new Map();
	}
}
