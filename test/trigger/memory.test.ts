import fc from 'fast-check';

import { clearSeen, markSeen, type SeenData } from '../../nodes/WhatsAppGateway/trigger/memory';

const now = Date.parse('2026-11-21T09:00:00Z');
const day = 24 * 3_600_000;

let node = 0;
const another = () => `workflow:${++node}`;

test('an event is new once', () => {
	const [name, kept] = [another(), {}];
	expect(markSeen(name, kept, ['a', 'b', 'a'], now)).toEqual([true, true, false]);
	expect(markSeen(name, kept, ['b', 'c'], now)).toEqual([false, true]);
});

test('nodes do not know of each other', () => {
	expect(markSeen(another(), {}, ['a'], now)).toEqual([true]);
	expect(markSeen(another(), {}, ['a'], now)).toEqual([true]);
});

test('what n8n keeps outlives a restart', () => {
	const [name, kept] = [another(), {} as SeenData];
	markSeen(name, kept, ['a', 'b'], now);
	clearSeen(name);
	const stored = JSON.parse(JSON.stringify(kept)) as SeenData;
	expect(markSeen(name, stored, ['a', 'c'], now)).toEqual([false, true]);
});

test('the memory of the process knows what a stale copy of n8n’s does not', () => {
	const name = another();
	markSeen(name, {}, ['a'], now);
	const stale: SeenData = {};
	expect(markSeen(name, stale, ['a', 'b'], now)).toEqual([false, true]);
	clearSeen(name);
	expect(markSeen(name, stale, ['a', 'b'], now)).toEqual([false, false]);
});

test('after a week an event is forgotten', () => {
	const [name, kept] = [another(), {}];
	markSeen(name, kept, ['a'], now);
	expect(markSeen(name, kept, ['a'], now + 6 * day)).toEqual([false]);
	markSeen(name, kept, ['b'], now + 8 * day);
	clearSeen(name);
	expect(markSeen(name, kept, ['a'], now + 8 * day)).toEqual([true]);
});

test('what is kept has a bound', () => {
	const [name, kept] = [another(), {} as SeenData];
	for (let batch = 0; batch < 30; batch++) {
		const ids = Array.from({ length: 1000 }, (_, index) => `${batch}-${index}`);
		markSeen(name, kept, ids, now);
	}
	expect(kept.seen).toHaveLength(1000);
	expect(JSON.stringify(kept).length).toBeLessThan(40_000);
	expect(markSeen(name, kept, ['29-999', '0-0'], now)).toEqual([false, true]);
});

test.each([undefined, null, 'x', 5, {}, [1, null, 'a:b', { a: 1 }, 'abcdefghijklmnop:x']])(
	'what is kept may be anything: %j',
	(seen) => {
		const kept: SeenData = { seen };
		expect(markSeen(another(), kept, ['a'], now)).toEqual([true]);
		expect(kept.seen).toHaveLength(1);
	},
);

test('whatever comes in whatever order, each id is new exactly once', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.constantFrom('a', 'b', 'c', '__proto__', ''))),
			(deliveries) => {
				const [name, kept] = [another(), {}];
				const fresh = deliveries.flatMap((ids) => {
					const news = markSeen(name, kept, ids, now);
					return ids.filter((_id, index) => news[index]);
				});
				expect(fresh.sort()).toEqual([...new Set(deliveries.flat())].sort());
			},
		),
	);
});
