import fc from 'fast-check';

import { BoundedMap } from '../../nodes/WhatsAppGateway/core/boundedMap';

const bounds = { maxEntries: 8, maxIdleMs: 100 };
const filled = (count: number) => {
	const map = new BoundedMap<number, string>(bounds);
	for (let key = 0; key < count; key++) map.set(key, `value ${key}`, 0);
	return map;
};

test('what is set is found, replaced and deleted', () => {
	const map = filled(2);
	map.set(1, 'another', 0);
	expect([map.get(0, 0), map.get(1, 0), map.get(2, 0)]).toEqual(['value 0', 'another', undefined]);
	expect([map.delete(0), map.delete(0), map.has(0, 0), map.size]).toEqual([true, false, false, 1]);
});

test('a value is made once', () => {
	const map = new BoundedMap<string, string | undefined>(bounds);
	const create = jest.fn(() => undefined);
	map.getOrCreate('key', create, 0);
	map.getOrCreate('key', create, 0);
	expect(create).toHaveBeenCalledTimes(1);
});

test('never more than the maximum are kept, and always the half that was used last', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean())), (steps) => {
			const map = new BoundedMap<number, number>(bounds);
			const used: number[] = [];
			for (const [key, isRead] of steps) {
				if (isRead && !map.has(key, 0)) continue;
				if (isRead) map.get(key, 0);
				else map.set(key, key, 0);
				used.push(key);
				expect(map.size).toBeLessThanOrEqual(bounds.maxEntries);
			}
			const last = [...new Set(used.toReversed())].slice(0, bounds.maxEntries / 2);
			expect(last.filter((key) => !map.has(key, 0))).toEqual([]);
		}),
	);
});

test('what nobody uses leaves, and what is used stays', () => {
	const map = filled(3);
	map.get(1, 99);
	expect([0, 1, 2].filter((key) => map.has(key, 150))).toEqual([0, 1, 2]);
	map.get(1, 150);
	expect([0, 1, 2].filter((key) => map.has(key, 250))).toEqual([1]);
	expect(map.has(1, 1000)).toBe(false);
	expect(map.size).toBe(0);
});

test('a clock that is set back forgets nothing', () => {
	const map = filled(3);
	expect([0, 1, 2].filter((key) => map.has(key, -1e9))).toEqual([0, 1, 2]);
});
