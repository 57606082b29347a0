import { createHash } from 'node:crypto';

/** So many requests in so many seconds, at any time. */
export interface Rate {
	readonly messages: number;
	readonly perSeconds: number;
}

/** A little slower than allowed: requests take a different time to arrive. */
const safetyFactor = 1.01;

/** What one account keeps to: with all that it asks, and with what it sends. */
export interface RateLimits {
	readonly requests: readonly Rate[];
	readonly messages: readonly Rate[];
}

/** The moments that were given to some kind of request, the earliest first. */
class SlidingWindow {
	private moments: number[] = [];
	private longestMemory = 0;

	/** This moment where it keeps to all of the rates, or else a later one that may. */
	next(moment: number, rates: readonly Rate[]): number {
		return Math.max(moment, ...rates.map((rate) => this.nextBy(moment, rate)));
	}

	/** The same for one rate: somebody slower may have taken turns that are still far off. */
	private nextBy(moment: number, { messages, perSeconds }: Rate): number {
		// Whole milliseconds: what is left of a division would make a moment too early for ever.
		const span = Math.ceil(perSeconds * 1000 * safetyFactor);
		const many = Math.floor(messages);
		const place = this.moments.findLastIndex((other) => other <= moment) + 1;
		const least = Math.max(0, many - (this.moments.length - place));
		// One more than the rate allows, so many of them before this moment and the others after it.
		for (let before = Math.min(many, place); before >= least; before--) {
			const first = before === 0 ? moment : (this.moments[place - before] ?? -Infinity);
			const last = before === many ? moment : (this.moments[place + many - before - 1] ?? Infinity);
			if (last - first >= span) continue;
			return before === many ? first + span : (this.moments[place] ?? moment);
		}
		return moment;
	}

	/** Remembers a moment; of those that are over only as many are kept as any rate looks back. */
	add(moment: number, rates: readonly Rate[], now: number): void {
		const after = this.moments.findLastIndex((other) => other <= moment);
		this.moments.splice(after + 1, 0, moment);
		this.longestMemory = Math.max(this.longestMemory, ...rates.map(({ messages }) => messages));
		while ((this.moments[this.longestMemory] ?? Infinity) <= now) this.moments.shift();
	}

	/** Forgets a moment that nobody uses. */
	remove(moment: number): void {
		const at = this.moments.indexOf(moment);
		if (at >= 0) this.moments.splice(at, 1);
	}
}

/**
 * Gives each request of one account its slot, the moment at which it may be made. All times are
 * milliseconds of one monotonic clock.
 */
export class RateLimiter {
	private readonly requests = new SlidingWindow();
	private readonly messages = new SlidingWindow();
	private pausedUntil = 0;

	/** Reserves the next slot that keeps to all of the rates. */
	reserve({ requests, messages }: RateLimits, sends: boolean, now: number): number {
		const own = sends ? messages : [];
		let slot = -Infinity;
		let next = Math.ceil(Math.max(now, this.pausedUntil));
		while (next > slot) {
			slot = next;
			next = Math.max(this.requests.next(slot, requests), this.messages.next(slot, own));
		}
		this.requests.add(slot, requests, now);
		if (sends) this.messages.add(slot, messages, now);
		return slot;
	}

	/** Releases a slot that is not used, as when the run is canceled before it. */
	release(slot: number, sends: boolean): void {
		this.requests.remove(slot);
		if (sends) this.messages.remove(slot);
	}

	/** Gives no slot before this moment, because the gateway asked for a pause. */
	pauseUntil(until: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/** Whether such a pause is not over. A slot that falls into it is void. */
	isPaused(now: number): boolean {
		return now < this.pausedUntil;
	}
}

/** The rate limiters of this process; the key holds the account's token as a digest only. */
const rateLimiters = new Map<string, RateLimiter>();

/** The rate limiter of an account, shared by every run with its credential. */
export function rateLimiterFor(...account: readonly string[]): RateLimiter {
	const key = createHash('sha256').update(JSON.stringify(account)).digest('hex');
	const rateLimiter = rateLimiters.get(key) ?? new RateLimiter();
	rateLimiters.set(key, rateLimiter);
	return rateLimiter;
}

/**
 * The rates of a run. A user's rate above the documented budget replaces it, because the account may
 * have a better plan; one below it is spread evenly.
 *
 * @param messagesPerMinute the user's option; `null` for the documented budget
 */
export function rateLimitsFor(budget: Rate, messagesPerMinute: number | null): RateLimits {
	if (messagesPerMinute === null) return { requests: [budget], messages: [] };
	const isFaster = messagesPerMinute / 60 > budget.messages / budget.perSeconds;
	return {
		requests: [isFaster ? { messages: messagesPerMinute, perSeconds: 60 } : budget],
		messages: [{ messages: 1, perSeconds: 60 / messagesPerMinute }],
	};
}
