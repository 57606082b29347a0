import { PairLimiter } from '../../nodes/WhatsAppGateway/sending/keepPairRate';

const rate = { burst: 45, perSeconds: 6 };

describe('the rate of messages to one person', () => {
	test('lets a burst go at once, and then one message in six seconds', () => {
		const limiter = new PairLimiter(rate);
		const waits = Array.from({ length: 48 }, () => limiter.take('anna', 0).waitMs);
		expect(waits.slice(0, 45)).toEqual(Array.from({ length: 45 }, () => 0));
		expect(waits.slice(45)).toEqual([6000, 12_000, 18_000]);
	});

	test('gives back a message for every six seconds without one', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 45; n++) limiter.take('anna', 0);
		expect(limiter.take('anna', 5000).waitMs).toBe(1000);
		expect([limiter.take('anna', 18_000).waitMs, limiter.take('anna', 18_000).waitMs]).toEqual([
			0, 0,
		]);
		expect(limiter.take('anna', 18_000).waitMs).toBe(6000);
	});

	test('is each person’s own', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 60; n++) limiter.take('anna', 0);
		expect(limiter.take('ben', 0).waitMs).toBe(0);
	});

	test('counts no message that was not sent', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 45; n++) limiter.take('anna', 0);
		expect(limiter.take('anna', 0).waitMs).toBe(6000);
		limiter.giveBack('anna', 0);
		expect(limiter.take('anna', 0).waitMs).toBe(6000);
	});

	test('counts a message from its answer, because it may have reached the gateway late', () => {
		const limiter = new PairLimiter(rate);
		const turns = Array.from({ length: 45 }, () => limiter.take('anna', 0));
		const [first] = turns;
		if (first === undefined) throw new Error('No turn');
		limiter.answered('anna', first, 900);
		expect(limiter.take('anna', 1000).waitMs).toBe(5900);
	});

	test('counts each of those that were slow on their way, one after another', () => {
		const limiter = new PairLimiter(rate);
		// The gateway counts when a message arrives; each travels as long as its answer.
		let now = 0;
		const arrivals: number[] = [];
		for (let n = 0; n < 60; n++) {
			const turn = limiter.take('anna', now);
			const onTheWay = n % 7 === 0 ? 900 : 5;
			arrivals.push(now + turn.waitMs + onTheWay);
			now += turn.waitMs + 2 * onTheWay;
			limiter.answered('anna', turn, now);
		}
		let fullAt = 0;
		for (const at of arrivals) {
			fullAt = Math.max(fullAt, at) + 6000;
			expect(fullAt - 45 * 6000).toBeLessThanOrEqual(at);
		}
	});

	test('never lets more go than the rate, whenever they are asked for', () => {
		const limiter = new PairLimiter(rate);
		const sentAt: number[] = [];
		for (let now = 0; now < 1_000_000; now += 2500)
			sentAt.push(now + limiter.take('anna', now).waitMs);
		for (const [first, at] of sentAt.entries()) {
			const within = sentAt.filter((other) => other >= at && other < at + 60_000).length;
			expect([first, within <= 45 + 60 / 6]).toEqual([first, true]);
		}
	});
});
