import type { Rate } from '../../nodes/WhatsAppGateway/core/rate';
import { FairShare } from '../../nodes/WhatsAppGateway/http/fairShare';
import { RateLimiter, rateLimitsFor } from '../../nodes/WhatsAppGateway/http/rateLimiter';
import { seededRandom } from '../../sandbox/webhooks/seededRandom';

/** How a gateway counts: `null` for a request that it takes, else milliseconds until it takes another. */
type Counting = (now: number) => number | null;

/** The ways in which gateways are known to count a budget of so many requests in a minute. */
export const servers = {
	/** A counter that begins again with each minute. */
	fixedWindow(perMinute: number): Counting {
		let [minute, count] = [-1, 0];
		return (now) => {
			const current = Math.floor(now / 60_000);
			if (current !== minute) [minute, count] = [current, 0];
			if (count >= perMinute) return (current + 1) * 60_000 - now;
			count += 1;
			return null;
		};
	},
	/** So many in any minute. */
	slidingWindow(perMinute: number): Counting {
		const taken: number[] = [];
		return (now) => {
			const first = taken[taken.length - perMinute] ?? -Infinity;
			if (now - first < 60_000) return first + 60_000 - now;
			taken.push(now);
			return null;
		};
	},
	/** A bucket that a minute fills. */
	tokenBucket(perMinute: number): Counting {
		return bucket(perMinute, perMinute / 60_000);
	},
	/** A bucket that a second fills: bursts of a second at most. */
	smallBucket(perMinute: number): Counting {
		return bucket(Math.ceil(perMinute / 60), perMinute / 60_000);
	},
} satisfies Record<string, (perMinute: number) => Counting>;

function bucket(size: number, perMs: number): Counting {
	let [tokens, at] = [size, 0];
	return (now) => {
		tokens = Math.min(size, tokens + (now - at) * perMs);
		at = now;
		if (tokens < 1) return (1 - tokens) / perMs;
		tokens -= 1;
		return null;
	};
}

/** What the simulation is about. */
export interface Setting {
	readonly server: keyof typeof servers;
	readonly workers: number;
	/** Whether a refusal says how long to rest. */
	readonly hints: boolean;
	readonly seed: number;
}

/** What came of it, after the first minutes. */
export interface Shares {
	/** Refusals in a minute, of all workers. */
	readonly refusedPerMinute: number;
	/** The part of the budget that was used. */
	readonly used: number;
	/** Jain's index: 1 where every worker got the same. */
	readonly fairness: number;
}

const perMinute = 600;
const budget: Rate = { messages: perMinute, perSeconds: 60 };
/** Requests of one worker at a time. */
const lanes = 20;
const latencyMs = 150;
const [warmUpMs, lengthMs] = [5 * 60_000, 35 * 60_000];
/** Seconds to rest where a refusal does not say how long. */
const chosenRest = 5;

/** Events by their time. Ties keep their order. */
class Agenda {
	private readonly heap: Array<{ at: number; n: number; run: () => void }> = [];
	private counter = 0;

	add(at: number, run: () => void): void {
		const { heap } = this;
		let child = heap.push({ at, n: this.counter++, run }) - 1;
		while (child > 0) {
			const parent = (child - 1) >>> 1;
			if (!this.isBefore(child, parent)) break;
			this.swap(child, parent);
			child = parent;
		}
	}

	next(): { at: number; run: () => void } | undefined {
		const { heap } = this;
		if (heap.length === 0) return undefined;
		this.swap(0, heap.length - 1);
		const first = heap.pop();
		for (let parent = 0; ;) {
			let least = parent;
			for (const child of [2 * parent + 1, 2 * parent + 2]) {
				if (child < heap.length && this.isBefore(child, least)) least = child;
			}
			if (least === parent) return first;
			this.swap(parent, least);
			parent = least;
		}
	}

	private isBefore(one: number, other: number): boolean {
		const [a, b] = [this.heap[one], this.heap[other]];
		return a !== undefined && b !== undefined && (a.at - b.at || a.n - b.n) < 0;
	}

	private swap(one: number, other: number): void {
		const { heap } = this;
		[heap[one], heap[other]] = [heap[other] as never, heap[one] as never];
	}
}

/**
 * Lets workers that know nothing of each other send as much as they may through one account, for half
 * an hour of virtual time.
 */
export function simulate({ server, workers, hints, seed }: Setting): Shares {
	const agenda = new Agenda();
	const take = servers[server](perMinute);
	const random = seededRandom(seed);
	const rates = rateLimitsFor(budget, null);
	const sent = Array.from({ length: workers }, () => 0);
	let refused = 0;
	for (let worker = 0; worker < workers; worker++) {
		const limiter = new RateLimiter(0, new FairShare(random));
		const queue = (now: number) => {
			const slot = limiter.reserve(rates, true, now);
			agenda.add(slot.at, () => {
				if (limiter.isVoid(slot)) queue(slot.at);
				else agenda.add(slot.at + latencyMs * random(), arrive);
			});
		};
		const arrive = () => {
			const wait = take(clock);
			const counts = clock >= warmUpMs;
			if (wait === null && counts) sent[worker] = (sent[worker] ?? 0) + 1;
			if (wait !== null && counts) refused += 1;
			agenda.add(clock + latencyMs / 2, () => {
				const asked = hints && wait !== null ? Math.max(1, Math.ceil(wait / 1000)) : chosenRest;
				if (wait !== null) limiter.refused(clock, asked);
				queue(clock);
			});
		};
		for (let lane = 0; lane < lanes; lane++) agenda.add(random() * 1000, () => queue(clock));
	}
	let clock = 0;
	for (let event = agenda.next(); event !== undefined; event = agenda.next()) {
		clock = event.at;
		if (clock > lengthMs) break;
		event.run();
	}
	const minutes = (lengthMs - warmUpMs) / 60_000;
	const total = sent.reduce((sum, one) => sum + one, 0);
	const squares = sent.reduce((sum, one) => sum + one * one, 0);
	return {
		refusedPerMinute: refused / minutes,
		used: total / minutes / perMinute,
		fairness: squares === 0 ? 0 : (total * total) / (workers * squares),
	};
}
