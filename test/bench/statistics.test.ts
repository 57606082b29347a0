import { plotSends } from '../../bench/plot';
import { ratiosOf } from '../../bench/report';
import type { SendResult } from '../../bench/rounds';
import { growthExponent, median } from '../../bench/statistics';

const result = (variant: string, sender: SendResult['sender'], rate: number): SendResult => ({
	...{ variant, name: `${variant} & co`, sender, parallel: 50, latencyMs: 20, items: 1000 },
	...{ rounds: 3, itemsPerSecond: rate, cpuMsPerItem: 1000 / rate, longestMs: 40 },
	...{ peakMegabytes: 500, connections: 1000, mostAtOnce: 50 },
});

const sends = [
	result('send-text-50', 'ours', 400),
	result('http-request-default', 'httpRequest', 200),
	result('bare-50', 'bare', 1000),
];

test('the median is the middle one, or the mean of the two in the middle', () => {
	expect(median([3, 1, 2])).toBe(2);
	expect(median([4, 1, 2, 3])).toBe(2.5);
	expect(median([])).toBeNaN();
});

test('the exponent of growth is that of the law behind the points', () => {
	const points = (law: (size: number) => number) =>
		[10, 100, 1000].map((size) => [size, law(size)] as const);
	expect(growthExponent(points((size) => 3 * size))).toBeCloseTo(1);
	expect(growthExponent(points((size) => size ** 2))).toBeCloseTo(2);
	expect(growthExponent([[10, 5]])).toBeNaN();
});

test('a ratio stands beside its aim and says whether it is met', () => {
	const parts = { handshake: [], deliveries: [], editor: [] };
	const about = { measuredAt: '', machine: '', n8n: '', isQuick: true };
	const ratios = ratiosOf({ ...about, ...parts, sends });
	expect(ratios.map(({ value, isMet }) => [value, isMet])).toEqual([
		[2, true],
		[0.5, true],
		[0.4, false],
	]);
});

test('the plot has a bar with its figure for each way, a title and units', () => {
	const plot = plotSends(sends, 1000);
	expect(plot.match(/<rect /g)).toHaveLength(3);
	expect(plot).toContain('<title');
	expect(plot).toContain('items per second');
	expect(plot).toContain('20 ms latency');
	expect(plot).toContain('>400</text>');
	expect(plot).toContain('send-text-50 &amp; co');
	expect(plot).not.toContain('NaN');
});
