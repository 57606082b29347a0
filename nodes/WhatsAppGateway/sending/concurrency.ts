/** An account to which a run sends. */
export interface Pace {
	/** Messages that the account takes in a second. */
	readonly perSecond: number;
	/** Seconds that its answers take at present; `null` before the first one. */
	readonly latency: number | null;
}

/** How many recipients are served at a time, where the user sets no number. */
export const parallelism = Object.freeze({
	/** Also before the first answer has come. */
	min: 5,
	/** With up to 80 messages a second: what is on its way is not known after n8n was killed. */
	usual: 20,
	/** For accounts that take more, which begin with `usual`. */
	max: 150,
} as const);

/** Answers come unevenly: with so many times what is needed on average, the budget is still used. */
const headroom = 1.5;

/** Seconds of the budget that may be on their way, in accounts that take more than usual. */
const maxSeconds = 0.25;

/**
 * As many recipients at a time as the budget can use. By Little's law, rate × latency are on their way while
 * the budget is used up; more would only wait for their slots.
 *
 * @param paces one of each account of the run
 */
export function usefulConcurrency(paces: readonly Pace[]): number {
	const { min, usual, max } = parallelism;
	let needed = 0;
	let rate = 0;
	for (const { perSecond, latency } of paces) {
		rate += perSecond;
		needed += perSecond * (latency ?? 0) * headroom;
	}
	const most = Math.min(max, Math.max(usual, Math.ceil(rate * maxSeconds)));
	const least = most > usual ? usual : min;
	return Math.min(most, Math.max(least, Math.ceil(needed)));
}

/** Messages of which n8n's store says, after a kill, that they may have been sent. */
const maxOpen = 25;

/** A write for every single message would be slow. */
const minClaims = 5;

/**
 * Messages to claim in n8n's store at a time: those of two seconds, and so few that together with those
 * on their way they are no more than {@link maxOpen}. Where more recipients are served at a time than that
 * leaves room for, half as many as these.
 */
export function claimsAtATime(paces: readonly Pace[], concurrency: number): number {
	const soon = Math.ceil(2 * Math.max(0, ...paces.map(({ perSecond }) => perSecond)));
	if (concurrency > parallelism.usual) return Math.max(minClaims, Math.floor(concurrency / 2));
	return Math.max(minClaims, Math.min(soon, maxOpen - concurrency));
}
