import { BoundedMap } from '../core/boundedMap';
import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import type { Message } from '../core/message';
import { monotonicNow } from '../core/monotonicNow';
import type { PairRate } from '../core/rate';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import type { ReleaseWhile } from './dispatch';

/** What one person may be sent. */
interface Budget {
	/** When the whole burst is there again. */
	readonly fullAt: number;
	/** How many messages have taken a turn. */
	readonly taken: number;
}

/** A message's turn. */
export interface Turn {
	/** Milliseconds until it may be sent. */
	readonly waitMs: number;
	/** Which of the person's messages it is. */
	readonly number: number;
}

/**
 * Keeps messages to one person to a rate, after a number of them at once. Times are milliseconds of one
 * monotonic clock. Source of the way of counting: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export class PairLimiter {
	/** By person; who is not known has the whole burst. */
	private readonly budgets: BoundedMap<string, Budget>;

	constructor(private readonly rate: PairRate) {
		const maxIdleMs = rate.burst * this.stepMs;
		this.budgets = new BoundedMap({ maxEntries: 50_000, maxIdleMs });
	}

	private get stepMs(): number {
		return this.rate.perSeconds * 1000;
	}

	/** Takes the next message's turn. */
	take(person: string, now: number): Turn {
		const { fullAt, taken } = this.budgets.get(person, now) ?? { fullAt: now, taken: 0 };
		const next = { fullAt: Math.max(now, fullAt) + this.stepMs, taken: taken + 1 };
		this.budgets.set(person, next, now);
		return {
			waitMs: Math.max(0, next.fullAt - this.rate.burst * this.stepMs - now),
			number: next.taken,
		};
	}

	/**
	 * Counts a message from when its answer came: it reached the gateway by then, but perhaps long after it
	 * was sent. One that travels faster than those before it would otherwise be too early there.
	 */
	answered(person: string, { number }: Turn, now: number): void {
		const budget = this.budgets.get(person, now);
		if (budget === undefined) return;
		const since = Math.max(0, budget.taken - number) + 1;
		const fullAt = Math.max(budget.fullAt, now + since * this.stepMs);
		this.budgets.set(person, { ...budget, fullAt }, now);
	}

	/** Gives a turn back: nothing was sent in it. */
	giveBack(person: string, now: number): void {
		const budget = this.budgets.get(person, now);
		if (budget === undefined) return;
		const { fullAt, taken } = budget;
		this.budgets.set(person, { fullAt: fullAt - this.stepMs, taken: taken - 1 }, now);
	}
}

/** The limiters of this process, by their rates: a gateway has one rate. */
const limiters = new Map<PairRate, PairLimiter>();

function limiterOf(rate: PairRate): PairLimiter {
	const limiter = limiters.get(rate) ?? new PairLimiter(rate);
	limiters.set(rate, limiter);
	return limiter;
}

/**
 * Messages of one run that wait for their turn beside those that are served. More would hold their places:
 * what waits was begun, and is unknown if n8n is killed, or still leaves after the run was to stop.
 */
const maxBeside = 20;

/** How many messages wait beside, by run: all of its tasks have the same function. */
const beside = new WeakMap<ReleaseWhile, number>();

/** Waits, while others are served unless too many wait like this already. */
async function waitForTurn(
	seconds: number,
	{ releaseWhile, sleep }: DeliveryContext,
): Promise<void> {
	const waiting = beside.get(releaseWhile) ?? 0;
	if (waiting >= maxBeside) return await sleep(seconds);
	beside.set(releaseWhile, waiting + 1);
	try {
		await releaseWhile(async () => await sleep(seconds));
	} finally {
		beside.set(releaseWhile, (beside.get(releaseWhile) ?? 1) - 1);
	}
}

/**
 * Waits until one more message to its person is within the rate that the gateway documents for two
 * numbers, before it refuses one (Meta's 131056). Other recipients are served during the wait.
 */
export async function keepPairRate(
	{ to }: Pick<Message, 'to'>,
	context: DeliveryContext,
	send: () => Promise<Accepted>,
): Promise<Accepted> {
	const { gateway, connection, maxWait } = context;
	if (gateway.pairRate === undefined) return await send();
	const person = JSON.stringify([connection.account, to]);
	const limiter = limiterOf(gateway.pairRate);
	const turn = limiter.take(person, monotonicNow());
	try {
		// Other runs write to the same person; the gateway's answer says whether it is too much.
		const seconds = Math.min(turn.waitMs / 1000, maxWait);
		if (seconds > 0) await waitForTurn(seconds, context);
		const accepted = await send();
		limiter.answered(person, turn, monotonicNow());
		return accepted;
	} catch (error) {
		const isUnsent = error instanceof GatewayError && error.sent === 'no';
		if (isUnsent) limiter.giveBack(person, monotonicNow());
		else limiter.answered(person, turn, monotonicNow());
		return rethrow(error);
	}
}
