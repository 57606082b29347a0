import { createHash } from 'node:crypto';

/** So many requests in so many seconds, at any time. */
export interface Rate {
	readonly messages: number;
	readonly perSeconds: number;
}

/** A little slower than allowed: requests take a different time to arrive. */
const caution = 1.01;

/**
 * Where the requests of one account queue up, whoever makes them: each gets the moment of its turn.
 * All times in milliseconds since 1970.
 */
export class Queue {
	/** The turns that were given, the earliest first; only as many as any rate looks back. */
	private turns: number[] = [];
	private closedUntil = 0;
	private longestMemory = 0;

	/** Takes the next turn that keeps to all of the rates. */
	take(rates: readonly Rate[], now: number): number {
		const earliest = rates.map(
			({ messages, perSeconds }) =>
				(this.turns.at(-messages) ?? -Infinity) + perSeconds * 1000 * caution,
		);
		const turn = Math.max(now, ...earliest);
		const after = this.turns.findLastIndex((other) => other <= turn);
		this.turns.splice(after + 1, 0, turn);
		this.longestMemory = Math.max(this.longestMemory, ...rates.map(({ messages }) => messages));
		if (this.turns.length > this.longestMemory) this.turns.shift();
		return turn;
	}

	/** Nobody's turn comes before this moment: the gateway asked for a rest. */
	close(until: number): void {
		this.closedUntil = Math.max(this.closedUntil, until);
	}

	/** Milliseconds until a turn has come. */
	left(turn: number, now: number): number {
		return Math.max(turn, this.closedUntil) - now;
	}
}

/** The queues of this process by account. An account's token is in its name as a digest only. */
const queues = new Map<string, Queue>();

/** The queue of an account, which every run with its credential shares. */
export function queueOf(...account: readonly string[]): Queue {
	const name = createHash('sha256').update(JSON.stringify(account)).digest('hex');
	const queue = queues.get(name) ?? new Queue();
	queues.set(name, queue);
	return queue;
}

/**
 * The rates that a run keeps to. More messages in a minute than the gateway documents replace its
 * budget: the account has a better plan. Fewer are spread evenly.
 *
 * @param perMinute the user's wish; `null` where there is none
 */
export function ratesFor(
	budget: Rate,
	perMinute: number | null,
): { readonly requests: readonly Rate[]; readonly messages: readonly Rate[] } {
	if (perMinute === null) return { requests: [budget], messages: [budget] };
	const isMore = perMinute / 60 > budget.messages / budget.perSeconds;
	const requests = [isMore ? { messages: perMinute, perSeconds: 60 } : budget];
	return { requests, messages: [...requests, { messages: 1, perSeconds: 60 / perMinute }] };
}
