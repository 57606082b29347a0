import { createHash } from 'node:crypto';

import { monotonicNow } from '../core/monotonicNow';
import type { Rate } from '../core/rate';
import { FairShare } from './fairShare';
import { HeldMap } from './heldMap';
import { SlidingWindow } from './slidingWindow';

/** The rates of an account: those of all its requests, and those of requests that send a message. */
export interface RateLimits {
	readonly requests: readonly Rate[];
	readonly messages: readonly Rate[];
}

/** Milliseconds after which an account that makes no request is forgotten. */
const idleMs = 60 * 60_000;

/** A reserved slot. */
export interface Slot {
	/** Milliseconds of the clock of the reservation. */
	readonly at: number;
	/** Counts the pauses: a slot of an earlier one is void. */
	readonly turn: number;
}

/** The moments from which on there may be a free slot, of this many sets of rates. */
const maxHints = 64;

/**
 * Gives each request of one account its slot, the moment at which it may be made. All times are
 * milliseconds of one monotonic clock.
 */
export class RateLimiter {
	private readonly requests = new SlidingWindow();
	private readonly messages = new SlidingWindow();
	private pausedUntil = 0;
	private turn = 0;
	/** The last slot that was given to each set of rates: until one is released, none before it is free. */
	private readonly hints = new Map<string, number>();
	/** The rate that the gateway gave for this account, if it was asked; it replaces the documented one. */
	accountRate: Rate | null = null;

	/** The turn of the whole account up to which its pauses were heeded. */
	private heeded = 0;
	private refusedAt = -Infinity;

	/**
	 * @param usedUntil the last moment at which it was used: now, or the last slot
	 * @param account the limiter of the whole account, where this one is of one sender: its pauses count here too
	 */
	constructor(
		private usedUntil = 0,
		private readonly share = new FairShare(),
		private readonly account?: RateLimiter,
	) {}

	/** Reserves the next slot that keeps to all of the rates. */
	reserve({ requests, messages }: RateLimits, sends: boolean, now: number): Slot {
		this.heedAccount(now);
		const own = sends ? messages : [];
		const key = JSON.stringify([requests, own]);
		let next = Math.max(now, this.resumesAt, this.hints.get(key) ?? -Infinity);
		let slot = -Infinity;
		while (next > slot) {
			slot = next;
			next = Math.max(
				this.requests.next(slot, [...requests, ...this.spacings(slot, requests)]),
				this.messages.next(slot, own),
			);
		}
		this.requests.add(slot, requests, now);
		if (sends) this.messages.add(slot, messages, now);
		this.usedUntil = Math.max(this.usedUntil, slot);
		if (this.hints.size >= maxHints) this.hints.clear();
		this.hints.set(key, slot);
		return { at: slot, turn: this.turnOfAll };
	}

	/** Counts the pauses of this limiter and of its account. */
	private get turnOfAll(): number {
		return this.turn + (this.account?.turn ?? 0);
	}

	/** When the last pause ends, of this limiter or of its account. */
	private get resumesAt(): number {
		return Math.max(this.pausedUntil, this.account?.pausedUntil ?? 0);
	}

	/**
	 * Where the account has paused meanwhile, all slots since then are void, and the sender goes on with
	 * a share of its budget: what was too much for the account were the senders together.
	 */
	private heedAccount(now: number): void {
		if (this.account === undefined || this.account.turn === this.heeded) return;
		this.heeded = this.account.turn;
		this.share.refused(this.account.refusedAt, 0);
		this.clearAfter(now);
	}

	private clearAfter(now: number): void {
		this.requests.clearAfter(now);
		this.messages.clearAfter(now);
		this.hints.clear();
	}

	/** How far requests are apart at a moment where others share the budget. */
	private spacings(moment: number, requests: readonly Rate[]): Rate[] {
		return requests
			.map((rate) => this.share.spacing(moment, rate))
			.filter((rate) => rate !== undefined);
	}

	/** Releases a slot that is not used, as when the run is canceled before it. */
	release({ at, turn }: Slot, sends: boolean): void {
		// A pause has removed it already.
		if (turn !== this.turnOfAll) return;
		this.requests.remove(at);
		if (sends) this.messages.remove(at);
		this.hints.clear();
	}

	/**
	 * Gives no slot for a while, because the gateway has refused a request. All slots after `now` are void.
	 *
	 * @param seconds as long as the gateway asked for, or as the caller chose where it did not say
	 */
	refused(now: number, seconds: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, now + this.share.refused(now, seconds) * 1000);
		this.refusedAt = now;
		this.clearAfter(now);
		this.turn += 1;
	}

	/** Whether a slot is void since a pause that the gateway asked for: its request must queue again. */
	isVoid({ turn }: Slot): boolean {
		return turn !== this.turnOfAll;
	}

	/** Whether nothing is lost if the limiter is forgotten: no slot lies within the last hour, or ahead. */
	isIdle(now: number): boolean {
		return now - Math.max(this.usedUntil, this.resumesAt) > idleMs;
	}
}

/** The rate limiters of this process; the key holds the account's token as a digest only. */
const rateLimiters = new HeldMap<RateLimiter>();

function digest(names: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}

/** The rate limiter of an account, shared by every run with its credential. */
export function rateLimiterFor(...account: readonly string[]): RateLimiter {
	const now = monotonicNow();
	return rateLimiters.getOrCreate(digest(account), () => new RateLimiter(now), now);
}

/** The rate limiter of one sender of an account, where each has a rate of its own. */
export function senderLimiterFor(
	account: readonly string[],
	sender: readonly string[],
): RateLimiter {
	const now = monotonicNow();
	const name = digest(['sender', digest(account), ...sender]);
	return rateLimiters.getOrCreate(
		name,
		() => new RateLimiter(now, new FairShare(), rateLimiterFor(...account)),
		now,
	);
}

/** Messages per minute that are spaced one by one. */
const evenlyUpTo = 600;

/**
 * The rates of a run. A user's rate above the documented budget replaces it, because the account may
 * have a better plan; one below it is spread evenly.
 *
 * @param messagesPerMinute the user's option; `null` for the documented budget
 */
export function rateLimitsFor(budget: Rate, messagesPerMinute: number | null): RateLimits {
	if (messagesPerMinute === null) return { requests: [budget], messages: [] };
	const isFaster = messagesPerMinute / 60 > budget.messages / budget.perSeconds;
	// A wake-up that is late by a few milliseconds must not cost slots: fast rates are even in steps.
	const atOnce = Math.ceil(messagesPerMinute / evenlyUpTo);
	return {
		requests: [isFaster ? { messages: messagesPerMinute, perSeconds: 60 } : budget],
		messages: [{ messages: atOnce, perSeconds: (60 * atOnce) / messagesPerMinute }],
	};
}
