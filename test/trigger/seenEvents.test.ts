import fc from 'fast-check';

import { markSeen, unmark } from '../../nodes/WhatsAppGateway/trigger/seenEvents';

// What outlives this process is tested in a real n8n: test/faults/server/receive.test.ts.

const now = 1_000;
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

test('what came again within the last week is known, and two weeks later it is forgotten', () => {
	const nodeKey = createNodeKey();
	markSeen(nodeKey, ['a'], now);
	expect(markSeen(nodeKey, ['a'], now + 6 * day)).toEqual([false]);
	expect(markSeen(nodeKey, ['a'], now + 21 * day)).toEqual([true]);
});

test('the memory of all nodes is bounded: the oldest events are forgotten first', () => {
	const later = now + 30 * day;
	const nodeKeys = Array.from({ length: 120 }, createNodeKey);
	for (const nodeKey of nodeKeys) {
		const ids = Array.from({ length: 1000 }, (_, index) => `${index}`);
		markSeen(nodeKey, ids, later);
	}
	const isNewIn = (index: number) => markSeen(nodeKeys[index] ?? '', ['999'], later)[0];
	expect([isNewIn(119), isNewIn(75), isNewIn(10)]).toEqual([false, false, true]);
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
