import fc from 'fast-check';

import { clearSeen, markSeen, type SeenData } from '../../nodes/WhatsAppGateway/trigger/seenEvents';

const now = Date.parse('2026-11-21T09:00:00Z');
const day = 24 * 3_600_000;

let nodeCount = 0;
const createNodeKey = () => `workflow:${++nodeCount}`;

test('an event is new only once', () => {
	const [nodeKey, data] = [createNodeKey(), {}];
	expect(markSeen(nodeKey, data, ['a', 'b', 'a'], now)).toEqual([true, true, false]);
	expect(markSeen(nodeKey, data, ['b', 'c'], now)).toEqual([false, true]);
});

test('nodes have separate memories', () => {
	expect(markSeen(createNodeKey(), {}, ['a'], now)).toEqual([true]);
	expect(markSeen(createNodeKey(), {}, ['a'], now)).toEqual([true]);
});

test('the static data survives a restart', () => {
	const [nodeKey, data] = [createNodeKey(), {} as SeenData];
	markSeen(nodeKey, data, ['a', 'b'], now);
	clearSeen(nodeKey);
	const stored = JSON.parse(JSON.stringify(data)) as SeenData;
	expect(markSeen(nodeKey, stored, ['a', 'c'], now)).toEqual([false, true]);
});

test('the process memory covers stale static data', () => {
	const nodeKey = createNodeKey();
	markSeen(nodeKey, {}, ['a'], now);
	const stale: SeenData = {};
	expect(markSeen(nodeKey, stale, ['a', 'b'], now)).toEqual([false, true]);
	clearSeen(nodeKey);
	expect(markSeen(nodeKey, stale, ['a', 'b'], now)).toEqual([false, false]);
});

test('after a week an event is forgotten', () => {
	const [nodeKey, data] = [createNodeKey(), {}];
	markSeen(nodeKey, data, ['a'], now);
	expect(markSeen(nodeKey, data, ['a'], now + 6 * day)).toEqual([false]);
	markSeen(nodeKey, data, ['b'], now + 8 * day);
	clearSeen(nodeKey);
	expect(markSeen(nodeKey, data, ['a'], now + 8 * day)).toEqual([true]);
});

test('the static data is bounded', () => {
	const [nodeKey, data] = [createNodeKey(), {} as SeenData];
	for (let batch = 0; batch < 30; batch++) {
		const ids = Array.from({ length: 1000 }, (_, index) => `${batch}-${index}`);
		markSeen(nodeKey, data, ids, now);
	}
	expect(data.seen).toHaveLength(1000);
	expect(JSON.stringify(data).length).toBeLessThan(40_000);
	expect(markSeen(nodeKey, data, ['29-999', '0-0'], now)).toEqual([false, true]);
});

test.each([undefined, null, 'x', 5, {}, [1, null, 'a:b', { a: 1 }, 'abcdefghijklmnop:x']])(
	'the static data may be anything: %j',
	(seen) => {
		const data: SeenData = { seen };
		expect(markSeen(createNodeKey(), data, ['a'], now)).toEqual([true]);
		expect(data.seen).toHaveLength(1);
	},
);

test('in any order, each ID is new exactly once', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.constantFrom('a', 'b', 'c', '__proto__', ''))),
			(deliveries) => {
				const [nodeKey, data] = [createNodeKey(), {}];
				const newIds = deliveries.flatMap((ids) => {
					const isNew = markSeen(nodeKey, data, ids, now);
					return ids.filter((_id, index) => isNew[index]);
				});
				expect(newIds.sort()).toEqual([...new Set(deliveries.flat())].sort());
			},
		),
	);
});
