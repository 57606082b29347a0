import type { Rate } from '../core/rate';

/** The part of the budget with which a process begins that is not alone. */
const firstShare = 0.5;

/** What a further refusal leaves of the share. */
const afterRefusal = 0.7;

/** The part of the budget by which the share grows in a second. */
const growthPerSecond = 0.003;

/** From this share on, the process counts as alone again. */
const whole = 0.98;

/** Milliseconds in which refusals count as one: requests that were on their way together. */
const sameRefusalMs = 3000;

/** Milliseconds in which a process that was refused as soon as it took the whole budget again stays spaced. */
const spacedMs = 60 * 60_000;

/** How much longer than asked a process rests at most, so that not all of them begin again at once. */
const maxStretch = 1.5;

/**
 * How much of an account's budget this process takes. Until the gateway refuses a request with 429, all
 * of it: nobody else is known to use the account. A refusal says that others do, such as the other
 * workers of an n8n in queue mode, of which no process knows. From then on requests are evenly spaced,
 * begin with half of the budget, and give way at each refusal more than they grow in a while; so that
 * processes that know nothing of each other come to even shares. Pure: time is an argument, in
 * milliseconds of any clock.
 */
export class FairShare {
	/** `null` while the process takes the whole budget. */
	private current: { readonly share: number; readonly at: number } | null = null;
	private refusedAt = -Infinity;
	/** Until then the budget is spaced even if all of it is taken: the gateway takes no bursts. */
	private spacedUntil = -Infinity;

	/** @param random gives numbers from 0 to 1 */
	constructor(private readonly random: () => number = Math.random) {}

	/**
	 * Notes a refusal.
	 *
	 * @param seconds as long as the gateway asked to rest, or as its caller chose
	 * @returns the seconds to rest
	 */
	refused(now: number, seconds: number): number {
		const share = this.shareAt(now);
		if (now - this.refusedAt >= sameRefusalMs) {
			const isOldNews = now - this.refusedAt > spacedMs;
			if (share === null && !isOldNews) this.spacedUntil = now + spacedMs;
			const next = share === null ? firstShare : share * afterRefusal;
			this.current = { share: next, at: now };
			this.refusedAt = now;
		}
		return seconds * (1 + (maxStretch - 1) * this.random());
	}

	/** The part of the budget at a moment, from 0 to 1; `null` for all of it, unspaced. */
	private shareAt(moment: number): number | null {
		if (this.current === null) return null;
		const seconds = Math.max(0, moment - this.current.at) / 1000;
		const share = this.current.share + growthPerSecond * seconds;
		if (share < whole) return share;
		return moment < this.spacedUntil ? Math.min(1, share) : null;
	}

	/** The spacing of requests at a moment; `undefined` where only the budget itself counts. */
	spacing(moment: number, { messages, perSeconds }: Rate): Rate | undefined {
		const share = this.shareAt(moment);
		return share === null
			? undefined
			: { messages: 1, perSeconds: perSeconds / (messages * share) };
	}
}
