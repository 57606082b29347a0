import fc from 'fast-check';

import { dispatch, type Task } from '../nodes/WhatsAppGateway/dispatch';

const later = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Tasks that write down when they begin and end. */
function tasksFor(lanes: ReadonlyArray<string | null>, failing: readonly number[] = []) {
	const log: string[] = [];
	const tasks = lanes.map((lane, index): Task<number> => ({
		lane,
		async run() {
			log.push(`+${index}`);
			await later();
			log.push(`-${index}`);
			if (failing.includes(index)) throw new Error(String(index));
			return index;
		},
	}));
	return { tasks, log };
}

test('messages to one person go one after the other', async () => {
	const { tasks, log } = tasksFor(['a', 'a', 'a']);
	await dispatch(tasks, { lanes: 5, stopAtFailure: false });
	expect(log).toEqual(['+0', '-0', '+1', '-1', '+2', '-2']);
});

test('several people are served side by side, no more than there are lanes', async () => {
	const { tasks, log } = tasksFor(['a', 'b', 'c', 'd']);
	await dispatch(tasks, { lanes: 2, stopAtFailure: false });
	expect(log.slice(0, 2)).toEqual(['+0', '+1']);
	let open = 0;
	for (const entry of log) {
		open += entry.startsWith('+') ? 1 : -1;
		expect(open).toBeLessThanOrEqual(2);
	}
});

test('tasks of nobody in particular need not wait for each other', async () => {
	const { tasks, log } = tasksFor([null, null]);
	await dispatch(tasks, { lanes: 2, stopAtFailure: false });
	expect(log.slice(0, 2)).toEqual(['+0', '+1']);
});

test('a failure stops what has not begun, and what is under way is waited for', async () => {
	const { tasks, log } = tasksFor(['a', 'b', 'a', 'b', 'c'], [0]);
	const outcomes = await dispatch(tasks, { lanes: 2, stopAtFailure: true });
	expect(outcomes.map(({ state }) => state)).toEqual([
		'failed',
		'done',
		'skipped',
		'skipped',
		'skipped',
	]);
	expect(log).toEqual(['+0', '+1', '-0', '-1']);
});

test('a failure that is to be lived with stops nothing', async () => {
	const { tasks } = tasksFor(['a', 'a', 'b'], [0]);
	const outcomes = await dispatch(tasks, { lanes: 2, stopAtFailure: false });
	expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'done', 'done']);
});

test('every task is run once, and its outcome stands in its place', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom('a', 'b', 'c', null), { maxLength: 40 }),
			fc.integer({ min: 1, max: 6 }),
			async (lanes, width) => {
				const { tasks, log } = tasksFor(lanes);
				const outcomes = await dispatch(tasks, { lanes: width, stopAtFailure: true });
				expect(outcomes).toEqual(lanes.map((_, value) => ({ state: 'done', value })));
				expect(log.filter((entry) => entry.startsWith('+'))).toHaveLength(lanes.length);
			},
		),
		{ numRuns: 100 },
	);
});
