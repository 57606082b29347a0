import { createHash } from 'node:crypto';

/** So many requests in so many seconds, at any time. */
export interface Rate {
	readonly messages: number;
	readonly perSeconds: number;
}

/** A little slower than allowed: requests take a different time to arrive. */
const caution = 1.01;

/** What one account keeps to: with all that it asks, and with what it sends. */
export interface Rates {
	readonly requests: readonly Rate[];
	readonly messages: readonly Rate[];
}

/** The moments that were given to some kind of request, the earliest first. */
class Turns {
	private moments: number[] = [];
	private longestMemory = 0;

	/** This moment where it keeps to all of the rates, or else a later one that may. */
	next(moment: number, rates: readonly Rate[]): number {
		return Math.max(moment, ...rates.map((rate) => this.nextBy(moment, rate)));
	}

	/** The same for one rate: somebody slower may have taken turns that are still far off. */
	private nextBy(moment: number, { messages, perSeconds }: Rate): number {
		// Whole milliseconds: what is left of a division would make a moment too early for ever.
		const span = Math.ceil(perSeconds * 1000 * caution);
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
 * Where the requests of one account queue up, whoever makes them: each gets the moment of its turn.
 * All times in milliseconds, by one clock that never goes back.
 */
export class Queue {
	private readonly requests = new Turns();
	private readonly messages = new Turns();
	private closedUntil = 0;

	/** Takes the next turn that keeps to all of the rates, while the queue is open. */
	take({ requests, messages }: Rates, sends: boolean, now: number): number {
		const own = sends ? messages : [];
		let turn = -Infinity;
		let next = Math.ceil(Math.max(now, this.closedUntil));
		while (next > turn) {
			turn = next;
			next = Math.max(this.requests.next(turn, requests), this.messages.next(turn, own));
		}
		this.requests.add(turn, requests, now);
		if (sends) this.messages.add(turn, messages, now);
		return turn;
	}

	/** Gives back a turn that is not used, such as when the run is stopped before it comes. */
	giveBack(turn: number, sends: boolean): void {
		this.requests.remove(turn);
		if (sends) this.messages.remove(turn);
	}

	/** Nobody's turn comes before this moment: the gateway asked for a rest. */
	close(until: number): void {
		this.closedUntil = Math.max(this.closedUntil, until);
	}

	/** Whether the gateway asked for a rest that is not over: a turn that has come is lost then. */
	isClosed(now: number): boolean {
		return now < this.closedUntil;
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
export function ratesFor(budget: Rate, perMinute: number | null): Rates {
	if (perMinute === null) return { requests: [budget], messages: [] };
	const isMore = perMinute / 60 > budget.messages / budget.perSeconds;
	return {
		requests: [isMore ? { messages: perMinute, perSeconds: 60 } : budget],
		messages: [{ messages: 1, perSeconds: 60 / perMinute }],
	};
}
