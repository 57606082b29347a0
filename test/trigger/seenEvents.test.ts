import fc from 'fast-check';

import { markSeen, unmark } from '../../nodes/WhatsAppGateway/trigger/seenEvents';

// What outlives this process is tested in a real n8n: test/faults/server/receive.test.ts.

const now = Date.parse('2026-11-21T09:00:00Z');
const day = 24 * 3_600_000;

let nodeCount = 0;
const createNodeKey = () => `workflow:${++nodeCount}`;

test('an event is new only once', () => {
	const nodeKey = createNodeKey();
	expect(markSeen(nodeKey, ['a', 'b', 'a'], now)).toEqual([true, true, false]);
	expect(markSeen(nodeKey, ['b', 'c'], now)).toEqual([false, true]);
});

test('nodes have separate memories', () => {
	expect(markSeen(createNodeKey(), ['a'], now)).toEqual([true]);
	expect(markSeen(createNodeKey(), ['a'], now)).toEqual([true]);
});

test('an event that started no run is new again', () => {
	const nodeKey = createNodeKey();
	markSeen(nodeKey, ['a', 'b'], now);
	unmark(nodeKey, ['a']);
	expect(markSeen(nodeKey, ['a', 'b'], now)).toEqual([true, false]);
	unmark(createNodeKey(), ['a']);
});

test('after a week an event is forgotten', () => {
	const nodeKey = createNodeKey();
	markSeen(nodeKey, ['a'], now);
	expect(markSeen(nodeKey, ['a'], now + 6 * day)).toEqual([false]);
	markSeen(nodeKey, ['b'], now + 8 * day);
	expect(markSeen(nodeKey, ['a'], now + 8 * day)).toEqual([true]);
});

test('the memory is bounded: the oldest events are forgotten first', () => {
	const nodeKey = createNodeKey();
	for (let batch = 0; batch < 30; batch++) {
		const ids = Array.from({ length: 1000 }, (_, index) => `${batch}-${index}`);
		markSeen(nodeKey, ids, now);
	}
	expect(markSeen(nodeKey, ['29-999', '10-0', '9-999'], now)).toEqual([false, false, true]);
});

test('in any order, each ID is new exactly once', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.constantFrom('a', 'b', 'c', '__proto__', ''))),
			(deliveries) => {
				const nodeKey = createNodeKey();
				const newIds = deliveries.flatMap((ids) => {
					const isNew = markSeen(nodeKey, ids, now);
					return ids.filter((_id, index) => isNew[index]);
				});
				expect(newIds.sort()).toEqual([...new Set(deliveries.flat())].sort());
			},
		),
	);
});
