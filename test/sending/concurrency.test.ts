import {
	claimsAtATime,
	parallelism,
	usefulConcurrency,
} from '../../nodes/WhatsAppGateway/sending/concurrency';

/** What a run reaches that keeps so many at a time on their way, by the same law. */
function reached(perSecond: number, latency: number): number {
	const concurrency = usefulConcurrency([{ perSecond, latency }]);
	return Math.min(1, concurrency / latency / perSecond);
}

test('before the first answer, few recipients are served at a time', () => {
	expect(usefulConcurrency([{ perSecond: 80, latency: null }])).toBe(parallelism.min);
	expect(usefulConcurrency([])).toBe(parallelism.min);
	expect(usefulConcurrency([{ perSecond: 1000, latency: null }])).toBe(parallelism.usual);
});

test.each([
	[10, 0.4],
	[80, 0.1],
	[80, 0.16],
	[250, 0.1],
	[1000, 0.02],
	[1000, 0.1],
	[1000, 0.005],
])('%d messages a second with answers after %d s use the whole budget', (rate, latency) => {
	expect(reached(rate, latency)).toBe(1);
});

test('a slow gateway with a small budget keeps few on their way', () => {
	expect(usefulConcurrency([{ perSecond: 0.5, latency: 30 }])).toBe(20);
	expect(usefulConcurrency([{ perSecond: 1, latency: 2 }])).toBe(5);
});

test('two accounts need as many as both together', () => {
	const one = { perSecond: 40, latency: 0.1 };
	expect(usefulConcurrency([one, one])).toBe(12);
});

test('with up to 80 messages a second, a kill leaves 25 open at most', () => {
	for (let perSecond = 0.1; perSecond <= 80; perSecond *= 1.5) {
		for (let latency = 0.01; latency < 60; latency *= 2) {
			const paces = [{ perSecond, latency }];
			const concurrency = usefulConcurrency(paces);
			expect(concurrency + claimsAtATime(paces, concurrency)).toBeLessThanOrEqual(25);
		}
	}
});

test('however slow a fast account is, the number on their way is bounded', () => {
	expect(usefulConcurrency([{ perSecond: 1000, latency: 5 }])).toBe(parallelism.max);
});

test('with many at a time as the user set it, keys are still claimed together', () => {
	expect(claimsAtATime([{ perSecond: 80, latency: null }], 5)).toBe(20);
	expect(claimsAtATime([{ perSecond: 80, latency: null }], 50)).toBe(25);
	expect(claimsAtATime([{ perSecond: 0.1, latency: null }], 5)).toBe(5);
});
