import { PairLimiter } from '../../nodes/WhatsAppGateway/sending/keepPairRate';

const rate = { burst: 45, perSeconds: 6 };

describe('the rate of messages to one person', () => {
	test('lets a burst go at once, and then one message in six seconds', () => {
		const limiter = new PairLimiter(rate);
		const waits = Array.from({ length: 48 }, () => limiter.take('anna', 0));
		expect(waits.slice(0, 45)).toEqual(Array.from({ length: 45 }, () => 0));
		expect(waits.slice(45)).toEqual([6000, 12_000, 18_000]);
	});

	test('gives back a message for every six seconds without one', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 45; n++) limiter.take('anna', 0);
		expect(limiter.take('anna', 5000)).toBe(1000);
		expect([limiter.take('anna', 18_000), limiter.take('anna', 18_000)]).toEqual([0, 0]);
		expect(limiter.take('anna', 18_000)).toBe(6000);
	});

	test('is each person’s own', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 60; n++) limiter.take('anna', 0);
		expect(limiter.take('ben', 0)).toBe(0);
	});

	test('counts no message that was not sent', () => {
		const limiter = new PairLimiter(rate);
		for (let n = 0; n < 45; n++) limiter.take('anna', 0);
		expect(limiter.take('anna', 0)).toBe(6000);
		limiter.giveBack('anna', 0);
		expect(limiter.take('anna', 0)).toBe(6000);
	});

	test('never lets more go than the rate, whenever they are asked for', () => {
		const limiter = new PairLimiter(rate);
		const sentAt: number[] = [];
		for (let now = 0; now < 1_000_000; now += 2500) sentAt.push(now + limiter.take('anna', now));
		for (const [first, at] of sentAt.entries()) {
			const within = sentAt.filter((other) => other >= at && other < at + 60_000).length;
			expect([first, within <= 45 + 60 / 6]).toEqual([first, true]);
		}
	});
});
