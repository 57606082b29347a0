import { BoundedMap } from '../core/boundedMap';
import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import type { Message } from '../core/message';
import type { PairRate } from '../core/rate';
import { rethrow } from '../core/rethrow';
import { monotonicNow } from '../http/rateLimiter';
import type { DeliveryContext } from './deliveryContext';
import type { ReleaseWhile } from './dispatch';

/**
 * Keeps messages to one person to a rate, after a number of them at once. Times are milliseconds of one
 * monotonic clock. Source of the way of counting: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export class PairLimiter {
	/** By person: when the whole burst is there again. Who is not known has it. */
	private readonly fullAt: BoundedMap<string, number>;

	constructor(private readonly rate: PairRate) {
		const maxIdleMs = rate.burst * rate.perSeconds * 1000;
		this.fullAt = new BoundedMap({ maxEntries: 50_000, maxIdleMs });
	}

	/** Takes the next message's turn. Milliseconds until it may be sent. */
	take(person: string, now: number): number {
		const step = this.rate.perSeconds * 1000;
		const fullAt = Math.max(now, this.fullAt.get(person, now) ?? now) + step;
		this.fullAt.set(person, fullAt, now);
		return Math.max(0, fullAt - this.rate.burst * step - now);
	}

	/** Gives a turn back: nothing was sent in it. */
	giveBack(person: string, now: number): void {
		const fullAt = this.fullAt.get(person, now);
		if (fullAt !== undefined) this.fullAt.set(person, fullAt - this.rate.perSeconds * 1000, now);
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
	try {
		// Other runs write to the same person; the gateway's answer says whether it is too much.
		const seconds = Math.min(limiter.take(person, monotonicNow()) / 1000, maxWait);
		if (seconds > 0) await waitForTurn(seconds, context);
		return await send();
	} catch (error) {
		const isUnsent = error instanceof GatewayError && error.sent === 'no';
		if (isUnsent) limiter.giveBack(person, monotonicNow());
		return rethrow(error);
	}
}
