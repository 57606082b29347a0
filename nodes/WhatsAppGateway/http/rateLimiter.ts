import { createHash } from 'node:crypto';

import type { Rate } from '../core/rate';

/** A little slower than allowed, because the time on the network varies. */
const safetyFactor = 1.01;

/** The rates of an account: those of all its requests, and those of requests that send a message. */
export interface RateLimits {
	readonly requests: readonly Rate[];
	readonly messages: readonly Rate[];
}

/** The slots that were reserved for one kind of request. */
class SlidingWindow {
	/** Ascending. */
	private slots: number[] = [];
	/** How many past slots the widest rate looks back at. */
	private kept = 0;

	/** `slot` if it keeps to all of the rates, else a later candidate. */
	next(slot: number, rates: readonly Rate[]): number {
		return Math.max(slot, ...rates.map((rate) => this.nextFor(slot, rate)));
	}

	/** The same for one rate. A slower run may have reserved slots after this one. */
	private nextFor(slot: number, { messages, perSeconds }: Rate): number {
		// Whole milliseconds: a rounded-down fraction would make every candidate too early.
		const span = Math.ceil(perSeconds * 1000 * safetyFactor);
		const max = Math.floor(messages);
		const index = this.slots.findLastIndex((other) => other <= slot) + 1;
		const minBefore = Math.max(0, max - (this.slots.length - index));
		// Every group of max + 1 slots that contains this one must be wider than the span.
		for (let before = Math.min(max, index); before >= minBefore; before--) {
			const first = before === 0 ? slot : (this.slots[index - before] ?? -Infinity);
			const last = before === max ? slot : (this.slots[index + max - before - 1] ?? Infinity);
			if (last - first >= span) continue;
			return before === max ? first + span : (this.slots[index] ?? slot);
		}
		return slot;
	}

	/** Reserves a slot, and drops past ones that no rate looks back at. */
	add(slot: number, rates: readonly Rate[], now: number): void {
		const index = this.slots.findLastIndex((other) => other <= slot) + 1;
		this.slots.splice(index, 0, slot);
		this.kept = Math.max(this.kept, ...rates.map(({ messages }) => messages));
		while ((this.slots[this.kept] ?? Infinity) <= now) this.slots.shift();
	}

	/** Removes a slot that is not used. */
	remove(slot: number): void {
		const index = this.slots.indexOf(slot);
		if (index >= 0) this.slots.splice(index, 1);
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
	/** The rate that the gateway gave for this account, if it was asked; it replaces the documented one. */
	accountRate: Rate | null = null;

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
