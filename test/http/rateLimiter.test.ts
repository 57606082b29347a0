import fc from 'fast-check';

import {
	RateLimiter,
	rateLimiterFor,
	type Rate,
	rateLimitsFor,
} from '../../nodes/WhatsAppGateway/http/rateLimiter';

const perMinute = (messages: number): Rate => ({ messages, perSeconds: 60 });

/** The turns of so many messages that all come at the same moment, in milliseconds from then. */
function turnsOf(count: number, budget: Rate, wish: number | null = null): number[] {
	const queue = new RateLimiter();
	const rates = rateLimitsFor(budget, wish);
	return Array.from({ length: count }, () => queue.reserve(rates, true, 0));
}

/** The most of some moments that lie in one window of so many milliseconds. */
function mostWithin(moments: readonly number[], window: number): number {
	const sorted = [...moments].sort((a, b) => a - b);
	return Math.max(
		0,
		...sorted.map((from) => sorted.filter((at) => at >= from && at < from + window).length),
	);
}

describe('the rate limiter of an account', () => {
	test('allows as many requests at once as the gateway documents, and the next one after the window', () => {
		const turns = turnsOf(5, { messages: 2, perSeconds: 10 });
		expect(turns).toEqual([0, 0, 10_100, 10_100, 20_200]);
	});

	test('gives a slot at once after an idle time', () => {
		const queue = new RateLimiter();
		const rates = rateLimitsFor(perMinute(1), null);
		queue.reserve(rates, true, 0);
		expect(queue.reserve(rates, true, 1_000_000)).toBe(1_000_000);
	});

	test('spaces messages evenly for a lower limit than the budget', () => {
		expect(turnsOf(4, perMinute(60), 6)).toEqual([0, 10_100, 20_200, 30_300]);
	});

	test('allows a higher limit than the budget, evenly spaced', () => {
		const turns = turnsOf(300, perMinute(60), 120);
		expect(turns.slice(0, 3)).toEqual([0, 505, 1010]);
		expect(mostWithin(turns, 60_000)).toBeGreaterThan(60);
		expect(mostWithin(turns, 60_000)).toBeLessThanOrEqual(120);
	});

	test('limits other requests by the budget, even with a lower limit for messages', () => {
		const queue = new RateLimiter();
		const rates = rateLimitsFor(perMinute(60), 1);
		const asked = Array.from({ length: 10 }, () => queue.reserve(rates, false, 0));
		expect(asked).toEqual(Array.from({ length: 10 }, () => 0));
		// What was asked for before the first message does not delay it.
		expect(queue.reserve(rates, true, 0)).toBe(0);
		expect(queue.reserve(rates, true, 0)).toBe(60_600);
		expect(queue.reserve(rates, false, 0)).toBe(0);
	});

	test('is not slowed down by a run with a lower limit and slots far ahead', () => {
		const queue = new RateLimiter();
		const budget = { messages: 20, perSeconds: 1 };
		const slow = Array.from({ length: 50 }, () => queue.reserve(rateLimitsFor(budget, 1), true, 0));
		expect(slow.at(-1)).toBe(49 * 60_600);
		expect(queue.reserve(rateLimitsFor(budget, null), false, 1000)).toBeLessThan(2100);
		expect(queue.reserve(rateLimitsFor(budget, null), true, 1000)).toBeLessThan(2100);
		expect(queue.reserve(rateLimitsFor(budget, 60), true, 3000)).toBeLessThan(5000);
	});

	test('does not wait for released slots', () => {
		const queue = new RateLimiter();
		const rates = rateLimitsFor(perMinute(60), 1);
		const turns = Array.from({ length: 5 }, () => queue.reserve(rates, true, 0));
		for (const turn of turns.slice(1)) queue.release(turn, true);
		expect(queue.reserve(rates, true, 1000)).toBe(60_600);
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

describe('a pause that the gateway asked for', () => {
	test('delays every request', () => {
		const queue = new RateLimiter();
		const rates = rateLimitsFor(perMinute(60), null);
		queue.pauseUntil(5000);
		expect([true, false].map((sends) => queue.reserve(rates, sends, 1000))).toEqual([5000, 5000]);
		expect(queue.isPaused(4999)).toBe(true);
		expect(queue.isPaused(5000)).toBe(false);
		expect(queue.reserve(rates, true, 6000)).toBe(6000);
	});

	test('is not shortened by another one', () => {
		const queue = new RateLimiter();
		queue.pauseUntil(5000);
		queue.pauseUntil(3000);
		expect(queue.isPaused(4000)).toBe(true);
	});
});

/** What happens at an account: somebody comes, or the gateway asks for a rest. */
const happening = fc.record({
	after: fc.nat({ max: 3000 }),
	what: fc.constantFrom('message', 'message', 'request', 'rest' as const),
	rest: fc.nat({ max: 8000 }),
});

test('for any requests, no window exceeds its limit, and messages keep their order', () => {
	const rate = fc.record({
		messages: fc.integer({ min: 1, max: 8 }),
		perSeconds: fc.integer({ min: 1, max: 20 }),
	});
	const wish = fc.option(fc.integer({ min: 1, max: 600 }));
	fc.assert(
		fc.property(fc.array(happening, { maxLength: 80 }), rate, wish, (all, budget, wished) => {
			const queue = new RateLimiter();
			const rates = rateLimitsFor(budget, wished);
			const taken: Array<{ turn: number; sends: boolean }> = [];
			let now = 0;
			let closedUntil = 0;
			for (const { after, what, rest } of all) {
				now += after;
				if (what === 'rest') {
					closedUntil = Math.max(closedUntil, now + rest);
					queue.pauseUntil(now + rest);
					continue;
				}
				const turn = queue.reserve(rates, what === 'message', now);
				expect(turn).toBeGreaterThanOrEqual(Math.max(now, closedUntil));
				taken.push({ turn, sends: what === 'message' });
			}
			const turns = taken.map(({ turn }) => turn);
			const sent = taken.filter(({ sends }) => sends).map(({ turn }) => turn);
			for (const { messages, perSeconds } of rates.requests) {
				expect(mostWithin(turns, perSeconds * 1000)).toBeLessThanOrEqual(messages);
			}
			for (const { messages, perSeconds } of rates.messages) {
				expect(mostWithin(sent, perSeconds * 1000)).toBeLessThanOrEqual(messages);
			}
			expect(sent).toEqual([...sent].sort((a, b) => a - b));
		}),
		{ numRuns: 500 },
	);
});

test('for any mix of limits, no window exceeds the gateway’s limit', () => {
	const wish = fc.option(fc.integer({ min: 1, max: 60 }));
	fc.assert(
		fc.property(
			fc.array(fc.record({ after: fc.nat({ max: 2000 }), wish }), { maxLength: 80 }),
			(all) => {
				const queue = new RateLimiter();
				const budget = { messages: 5, perSeconds: 5 };
				let now = 0;
				const turns = all.map(({ after, wish: wished }) => {
					now += after;
					return queue.reserve(rateLimitsFor(budget, wished), true, now);
				});
				expect(mostWithin(turns, 5000)).toBeLessThanOrEqual(5);
			},
		),
		{ numRuns: 500 },
	);
});

test('a slot between two milliseconds does not hide another window', () => {
	const queue = new RateLimiter();
	const budget = { messages: 5, perSeconds: 5 };
	const wishes = [1, 13, 10, 26, 38, 19, 44, 49];
	const turns = wishes.map((wish) => queue.reserve(rateLimitsFor(budget, wish), true, 0));
	const last = queue.reserve(rateLimitsFor(budget, null), true, 1207);
	expect(mostWithin([...turns, last], 5000)).toBeLessThanOrEqual(5);
});

test('after a pause, waiting requests are not sent all at once', () => {
	const queue = new RateLimiter();
	const rates = rateLimitsFor(perMinute(60), 60);
	const waiting = Array.from({ length: 20 }, () => queue.reserve(rates, true, 0));
	queue.pauseUntil(30_000);
	// What the request does when its turn comes: it queues up again where the gateway rests.
	const left = waiting.map((turn) =>
		queue.isPaused(turn) ? queue.reserve(rates, true, turn) : turn,
	);
	expect(Math.min(...left)).toBeGreaterThanOrEqual(30_000);
	expect(mostWithin(left, 1000)).toBe(1);
});
