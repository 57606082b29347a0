import fc from 'fast-check';

import type { Rate } from '../../nodes/WhatsAppGateway/core/rate';
import { FairShare } from '../../nodes/WhatsAppGateway/http/fairShare';
import {
	RateLimiter,
	rateLimiterFor,
	rateLimitsFor,
	senderLimiterFor,
} from '../../nodes/WhatsAppGateway/http/rateLimiter';
import type { SlidingWindow } from '../../nodes/WhatsAppGateway/http/slidingWindow';

const perMinute = (messages: number): Rate => ({ messages, perSeconds: 60 });

/** The slots of messages that are all requested at time 0, in milliseconds. */
function slotsFor(count: number, budget: Rate, limit: number | null = null): number[] {
	const queue = newLimiter();
	const rates = rateLimitsFor(budget, limit);
	return Array.from({ length: count }, () => queue.reserve(rates, true, 0).at);
}

/** A limiter as it is without others that use the account, and without chance. */
const newLimiter = () => new RateLimiter(0, new FairShare(() => 0));

/** The maximum number of times within one window of `window` milliseconds. */
function maxWithin(times: readonly number[], window: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return Math.max(
		0,
		...sorted.map((from) => sorted.filter((at) => at >= from && at < from + window).length),
	);
}

describe('the rate limiter of an account', () => {
	test('allows as many requests at once as the gateway documents, and the next one after the window', () => {
		const slots = slotsFor(5, { messages: 2, perSeconds: 10 });
		expect(slots).toEqual([0, 0, 10_100, 10_100, 20_200]);
	});

	test('gives a slot at once after an idle time', () => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(1), null);
		queue.reserve(rates, true, 0);
		expect(queue.reserve(rates, true, 1_000_000).at).toBe(1_000_000);
	});

	test('spaces messages evenly for a lower limit than the budget', () => {
		expect(slotsFor(4, perMinute(60), 6)).toEqual([0, 10_100, 20_200, 30_300]);
	});

	test('allows a higher limit than the budget, evenly spaced', () => {
		const slots = slotsFor(300, perMinute(60), 120);
		expect(slots.slice(0, 3)).toEqual([0, 505, 1010]);
		expect(maxWithin(slots, 60_000)).toBeGreaterThan(60);
		expect(maxWithin(slots, 60_000)).toBeLessThanOrEqual(120);
	});

	test('limits other requests by the budget, even with a lower limit for messages', () => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(60), 1);
		const others = Array.from({ length: 10 }, () => queue.reserve(rates, false, 0).at);
		expect(others).toEqual(Array.from({ length: 10 }, () => 0));
		// Requests before the first message do not delay it.
		expect(queue.reserve(rates, true, 0).at).toBe(0);
		expect(queue.reserve(rates, true, 0).at).toBe(60_600);
		expect(queue.reserve(rates, false, 0).at).toBe(0);
	});

	test('is not slowed down by a run with a lower limit and slots far ahead', () => {
		const queue = newLimiter();
		const budget = { messages: 20, perSeconds: 1 };
		const slow = Array.from(
			{ length: 50 },
			() => queue.reserve(rateLimitsFor(budget, 1), true, 0).at,
		);
		expect(slow.at(-1)).toBe(49 * 60_600);
		expect(queue.reserve(rateLimitsFor(budget, null), false, 1000).at).toBeLessThan(2100);
		expect(queue.reserve(rateLimitsFor(budget, null), true, 1000).at).toBeLessThan(2100);
		expect(queue.reserve(rateLimitsFor(budget, 60), true, 3000).at).toBeLessThan(5000);
	});

	test('does not wait for released slots', () => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(60), 1);
		const slots = Array.from({ length: 5 }, () => queue.reserve(rates, true, 0));
		for (const slot of slots.slice(1)) queue.release(slot, true);
		expect(queue.reserve(rates, true, 1000).at).toBe(60_600);
	});

	test('is shared by requests of the same account and separate for every other account', () => {
		const one = rateLimiterFor('acme', 'https://a.example', 'token');
		expect(rateLimiterFor('acme', 'https://a.example', 'token')).toBe(one);
		const others = [
			['acme', 'https://a.example', 'other'],
			['acme', 'https://b.example', 'token'],
			['acmehttps://a.example', 'token'],
		];
		for (const other of others) expect(rateLimiterFor(...other)).not.toBe(one);
	});
});

describe('the rate limiters of this process', () => {
	let now = 0;
	beforeEach(() => {
		now = performance.now();
		jest.spyOn(performance, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	/** More accounts than are kept while they are idle. */
	const manyOthers = (series: string) =>
		Array.from({ length: 500 }, (_, other) => rateLimiterFor('acme', series, String(other)));

	test('one that a run holds is found again after any idle time', () => {
		const held = [rateLimiterFor('acme', 'held'), senderLimiterFor(['acme', 'held'], ['1'])];
		for (const hours of [2, 4, 6]) {
			now += hours * 3_600_000;
			manyOthers(`after ${hours} hours`);
		}
		expect(rateLimiterFor('acme', 'held')).toBe(held[0]);
		expect(senderLimiterFor(['acme', 'held'], ['1'])).toBe(held[1]);
	});
});

describe('the senders of an account', () => {
	const rates = rateLimitsFor({ messages: 1, perSeconds: 10 }, null);
	const account = (token: string) => {
		const names = ['acme', 'https://a.example', token];
		const all = rateLimiterFor(...names);
		const [one, two] = ['1', '2'].map((number) => senderLimiterFor(names, [number]));
		if (one === undefined || two === undefined) throw new Error('No senders.');
		return { all, one, two };
	};

	test('do not wait for each other', () => {
		const { one, two } = account('apart');
		expect(one.reserve(rates, true, 0).at).toBe(0);
		expect(one.reserve(rates, true, 0).at).toBe(10_100);
		expect(two.reserve(rates, true, 0).at).toBe(0);
	});

	test('do not pause for a refusal that is about another one', () => {
		const { one, two } = account('refused');
		one.refused(0, 60);
		expect(one.reserve(rates, true, 0).at).toBeGreaterThanOrEqual(60_000);
		expect(two.reserve(rates, true, 0).at).toBe(0);
	});

	test('all pause where the account is refused, also those of later', () => {
		const { all, one, two } = account('all refused');
		const slots = [one.reserve(rates, true, 0), one.reserve(rates, true, 0)];
		all.refused(1000, 60);
		expect(slots.map((slot) => one.isVoid(slot))).toEqual([true, true]);
		const third = senderLimiterFor(['acme', 'https://a.example', 'all refused'], ['3']);
		for (const limiter of [one, two, third]) {
			const { at } = limiter.reserve(rates, true, 2000);
			expect(at).toBeGreaterThanOrEqual(61_000);
			// The void slots are no longer in the way.
			expect(at).toBeLessThanOrEqual(61_000 + 30_000);
		}
	});

	test('begin again one by one where the account is refused, not with a whole budget each', () => {
		const { all, one, two } = account('refused together');
		const fast = rateLimitsFor({ messages: 20, perSeconds: 1 }, null);
		for (const limiter of [one, two]) limiter.reserve(fast, true, 0);
		all.refused(1000, 5);
		const third = senderLimiterFor(['acme', 'https://a.example', 'refused together'], ['3']);
		for (const limiter of [one, two, third]) {
			const slots = Array.from({ length: 20 }, () => limiter.reserve(fast, true, 2000).at);
			expect(maxWithin(slots, 1000)).toBeLessThanOrEqual(11);
		}
	});

	test('have their whole budget again some minutes after the account was refused', () => {
		const { all, one } = account('refused long ago');
		const fast = rateLimitsFor({ messages: 20, perSeconds: 1 }, null);
		all.refused(1000, 5);
		const later = 600_000;
		const slots = Array.from({ length: 20 }, () => one.reserve(fast, true, later).at);
		expect(slots).toEqual(slots.map(() => later));
	});
});

describe('a pause that the gateway asked for', () => {
	test('delays every request', () => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(60), null);
		queue.refused(0, 5);
		expect(queue.reserve(rates, true, 1000).at).toBe(5000);
		expect(queue.reserve(rates, false, 1000).at).toBeGreaterThanOrEqual(5000);
		expect(queue.reserve(rates, true, 1_000_000).at).toBe(1_000_000);
	});

	test('is not shortened by another one', () => {
		const queue = newLimiter();
		queue.refused(0, 5);
		queue.refused(0, 3);
		expect(queue.reserve(rateLimitsFor(perMinute(60), null), true, 4000).at).toBe(5000);
	});

	test('makes every later slot void, so that those who wait queue again', () => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(1), null);
		const [first, second] = [queue.reserve(rates, true, 0), queue.reserve(rates, true, 0)];
		expect([first, second].map((slot) => queue.isVoid(slot))).toEqual([false, false]);
		queue.refused(1000, 5);
		expect(queue.isVoid(second)).toBe(true);
		// Its slot is gone already: another one may lie there by now.
		const again = queue.reserve(rates, true, 1000);
		queue.release(second, true);
		expect(queue.reserve(rates, true, 1000).at).toBeGreaterThan(again.at);
	});
});

/** An event at an account: a message, another request, or a pause that the gateway asks for. */
const accountEvent = fc.record({
	after: fc.nat({ max: 3000 }),
	what: fc.constantFrom('message', 'message', 'request', 'pause' as const),
	pause: fc.nat({ max: 8000 }),
});

test('for any requests, no window exceeds its limit, and messages keep their order', () => {
	const rate = fc.record({
		messages: fc.integer({ min: 1, max: 8 }),
		perSeconds: fc.integer({ min: 1, max: 20 }),
	});
	const anyLimit = fc.option(fc.integer({ min: 1, max: 600 }));
	fc.assert(
		fc.property(fc.array(accountEvent, { maxLength: 80 }), rate, anyLimit, (all, budget, limit) => {
			const queue = newLimiter();
			const rates = rateLimitsFor(budget, limit);
			let reserved: Array<{ slot: number; sends: boolean }> = [];
			let now = 0;
			let pausedUntil = 0;
			for (const { after, what, pause } of all) {
				now += after;
				if (what === 'pause') {
					// 1013 ms are 1.013 s, and these 1012.9999999999999 ms.
					const seconds = pause / 1000;
					pausedUntil = Math.max(pausedUntil, now + seconds * 1000);
					queue.refused(now, seconds);
					// Later slots are void; here, nobody queues again for them.
					reserved = reserved.filter(({ slot }) => slot <= now);
					continue;
				}
				const { at: slot } = queue.reserve(rates, what === 'message', now);
				expect(slot).toBeGreaterThanOrEqual(Math.max(now, pausedUntil));
				reserved.push({ slot, sends: what === 'message' });
			}
			const slots = reserved.map(({ slot }) => slot);
			const sent = reserved.filter(({ sends }) => sends).map(({ slot }) => slot);
			for (const { messages, perSeconds } of rates.requests) {
				expect(maxWithin(slots, perSeconds * 1000)).toBeLessThanOrEqual(messages);
			}
			for (const { messages, perSeconds } of rates.messages) {
				expect(maxWithin(sent, perSeconds * 1000)).toBeLessThanOrEqual(messages);
			}
			expect(sent).toEqual([...sent].sort((a, b) => a - b));
		}),
		{ numRuns: 500 },
	);
});

test('for any mix of limits, no window exceeds the gateway’s limit', () => {
	const anyLimit = fc.option(fc.integer({ min: 1, max: 60 }));
	fc.assert(
		fc.property(
			fc.array(fc.record({ after: fc.nat({ max: 2000 }), limit: anyLimit }), { maxLength: 80 }),
			(all) => {
				const queue = newLimiter();
				const budget = { messages: 5, perSeconds: 5 };
				let now = 0;
				const slots = all.map(({ after, limit }) => {
					now += after;
					return queue.reserve(rateLimitsFor(budget, limit), true, now).at;
				});
				expect(maxWithin(slots, 5000)).toBeLessThanOrEqual(5);
			},
		),
		{ numRuns: 500 },
	);
});

test('a slot between two milliseconds does not hide another window', () => {
	const queue = newLimiter();
	const budget = { messages: 5, perSeconds: 5 };
	const limits = [1, 13, 10, 26, 38, 19, 44, 49];
	const slots = limits.map((limit) => queue.reserve(rateLimitsFor(budget, limit), true, 0).at);
	const { at: last } = queue.reserve(rateLimitsFor(budget, null), true, 1207);
	expect(maxWithin([...slots, last], 5000)).toBeLessThanOrEqual(5);
});

test('after a pause, waiting requests are not sent all at once', () => {
	const queue = newLimiter();
	const rates = rateLimitsFor(perMinute(60), 60);
	const waiting = Array.from({ length: 20 }, () => queue.reserve(rates, true, 0));
	queue.refused(500, 30);
	// As a request does: it reserves another slot if the gateway asked for a pause meanwhile.
	const sentAt = waiting
		.slice(1)
		.map((slot) => (queue.isVoid(slot) ? queue.reserve(rates, true, slot.at).at : slot.at));
	expect(Math.min(...sentAt)).toBeGreaterThanOrEqual(30_500);
	expect(maxWithin(sentAt, 1000)).toBe(1);
});

test.each([1, 7, 599, 600, 4800, 6000, 59_999, 60_000])(
	'%i messages per minute are at least 99 % of that, and never more',
	(limit) => {
		const queue = newLimiter();
		const rates = rateLimitsFor(perMinute(60_000), limit);
		const count = limit * 3;
		const slots = Array.from({ length: count + 1 }, () => queue.reserve(rates, true, 0).at);
		const minutes = ((slots.at(-1) ?? 0) - (slots[0] ?? 0)) / 60_000;
		expect(count / minutes / limit).toBeGreaterThanOrEqual(0.99);
		for (let first = 0; first + limit <= count; first += Math.ceil(limit / 10)) {
			const width = (slots[first + limit] ?? Infinity) - (slots[first] ?? 0);
			expect(width).toBeGreaterThanOrEqual(60_000);
		}
	},
);

/** Looks into the arrays of slots while `count` requests are queued with a slow limit. */
function looksFor(count: number): number {
	let looks = 0;
	const queue = newLimiter();
	const window = Reflect.get(queue, 'requests') as SlidingWindow;
	const messages = Reflect.get(queue, 'messages') as SlidingWindow;
	for (const one of [window, messages]) {
		const nextFor = (Reflect.get(one, 'nextFor') as (...args: unknown[]) => number).bind(one);
		Reflect.set(one, 'nextFor', (...args: unknown[]) => {
			looks += 1;
			return nextFor(...args);
		});
	}
	const rates = rateLimitsFor({ messages: 80, perSeconds: 1 }, 60);
	for (let n = 0; n < count; n++) queue.reserve(rates, true, 0);
	return looks;
}

test('a request that is queued looks at a few slots, however many are queued', () => {
	expect(looksFor(10_000)).toBeLessThan(10_000 * 8);
});
