import { FairShare } from '../../nodes/WhatsAppGateway/http/fairShare';
import { servers, simulate, type Setting } from './shareSimulation';

const budget = { messages: 600, perSeconds: 60 };

/** Requests per minute at a moment; `null` where the budget counts as a whole. */
function paceAt(share: FairShare, moment: number): number | null {
	const rate = share.spacing(moment, budget);
	return rate === undefined ? null : Math.round((60 / rate.perSeconds) * rate.messages);
}

describe('the share of a process', () => {
	test('is the whole budget until a request is refused', () => {
		expect(paceAt(new FairShare(), 1000)).toBeNull();
	});

	test('begins with half of it after the first refusal, and grows back', () => {
		const share = new FairShare(() => 0);
		share.refused(0, 5);
		expect([0, 10_000, 100_000, 159_000, 160_000].map((at) => paceAt(share, at))).toEqual([
			300,
			318,
			480,
			586,
			null,
		]);
	});

	test('gives way at each further refusal, those of one moment counted once', () => {
		const share = new FairShare(() => 0);
		share.refused(0, 5);
		for (const at of [100, 2000, 2999]) share.refused(at, 5);
		expect(paceAt(share, 3000)).toBe(305);
		share.refused(3000, 5);
		expect(paceAt(share, 3000)).toBe(214);
	});

	test('is a fiftieth of the budget where every request is refused', () => {
		const share = new FairShare(() => 0);
		for (let n = 0; n < 100; n++) share.refused(n * 3000, 5);
		expect(paceAt(share, 297_000)).toBe(13);
	});

	test('stays spaced where the gateway takes no bursts', () => {
		const share = new FairShare(() => 0);
		share.refused(0, 5);
		share.refused(200_000, 5);
		expect([400_000, 3_790_000, 3_900_000].map((at) => paceAt(share, at))).toEqual([
			600,
			600,
			null,
		]);
	});

	test('rests as long as it is asked to, and a random half of that longer at most', () => {
		expect(new FairShare(() => 0).refused(0, 8)).toBe(8);
		expect(new FairShare(() => 1).refused(0, 8)).toBe(12);
	});
});

const settings = (Object.keys(servers) as Array<keyof typeof servers>).flatMap((server) =>
	[true, false].flatMap((hints) =>
		[1, 2, 8].map((workers): Setting => ({ server, workers, hints, seed: 7 })),
	),
);

test.each(settings)(
	'$workers processes that know nothing of each other share the budget of a $server, hints: $hints',
	(setting) => {
		const { refusedPerMinute, used, fairness } = simulate(setting);
		expect(refusedPerMinute).toBeLessThanOrEqual(36);
		expect(used).toBeGreaterThanOrEqual(0.87);
		// A bucket holds a minute's more at the beginning.
		expect(used).toBeLessThanOrEqual(1.01);
		expect(fairness).toBeGreaterThanOrEqual(0.97);
	},
);
