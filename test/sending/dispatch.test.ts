import fc from 'fast-check';

import { dispatch, type Task } from '../../nodes/WhatsAppGateway/sending/dispatch';

const later = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Tasks that log their start and their end, each after a number of ticks. */
function tasksFor(
	recipients: ReadonlyArray<string | null>,
	failing: readonly number[] = [],
	ticks: readonly number[] = [],
) {
	const log: string[] = [];
	const tasks = recipients.map((recipient, index): Task<number> => ({
		recipient,
		async run() {
			log.push(`+${index}`);
			for (let tick = 0; tick < (ticks[index] ?? 1); tick++) await later();
			log.push(`-${index}`);
			if (failing.includes(index)) throw new Error(String(index));
			return index;
		},
	}));
	return { tasks, log };
}

/** The maximum number of tasks in progress at once. */
function maxInProgress(log: readonly string[]): number {
	let open = 0;
	return Math.max(0, ...log.map((entry) => (open += entry.startsWith('+') ? 1 : -1)));
}

test('no tasks give no outcomes', async () => {
	expect(await dispatch([], { concurrency: 5, stopsAt: () => true })).toEqual([]);
});

test('tasks of one recipient run one after the other', async () => {
	const { tasks, log } = tasksFor(['a', 'a', 'a']);
	await dispatch(tasks, { concurrency: 5, stopsAt: () => false });
	expect(log).toEqual(['+0', '-0', '+1', '-1', '+2', '-2']);
});

test('tasks of several recipients run in parallel, up to the concurrency', async () => {
	const { tasks, log } = tasksFor(['a', 'b', 'c', 'd']);
	await dispatch(tasks, { concurrency: 2, stopsAt: () => false });
	expect(log.slice(0, 2)).toEqual(['+0', '+1']);
	expect(maxInProgress(log)).toBe(2);
});

test('a slow recipient does not delay the others', async () => {
	const log: string[] = [];
	let othersAreDone = () => {};
	const untilOthersAreDone = new Promise<void>((resolve) => (othersAreDone = resolve));
	const tasks = ['slow', 'b', 'c', 'd'].map((recipient, index): Task<number> => ({
		recipient,
		async run() {
			// A dispatch that waited for the slow one would never end.
			if (recipient === 'slow') await untilOthersAreDone;
			log.push(recipient);
			if (recipient === 'd') othersAreDone();
			return index;
		},
	}));
	await dispatch(tasks, { concurrency: 2, stopsAt: () => false });
	expect(log).toEqual(['b', 'c', 'd', 'slow']);
});

test('tasks without a recipient run in parallel', async () => {
	const { tasks, log } = tasksFor([null, null]);
	await dispatch(tasks, { concurrency: 2, stopsAt: () => false });
	expect(log.slice(0, 2)).toEqual(['+0', '+1']);
});

test('a task that released its slot resumes before tasks that have not started', async () => {
	const log: number[] = [];
	const tasks = Array.from({ length: 50 }, (_, index): Task<number> => ({
		recipient: String(index),
		async run(releaseWhile) {
			if (index === 0) await releaseWhile(later);
			else await later();
			log.push(index);
			return index;
		},
	}));
	await dispatch(tasks, { concurrency: 1, stopsAt: () => false });
	expect(log.indexOf(0)).toBeLessThanOrEqual(2);
	expect(log).toHaveLength(50);
});

test('a failure skips tasks that have not started and waits for those in progress', async () => {
	const { tasks, log } = tasksFor(['a', 'b', 'a', 'b', 'c'], [0], [1, 9]);
	const outcomes = await dispatch(tasks, { concurrency: 2, stopsAt: () => true });
	expect(outcomes.map(({ state }) => state)).toEqual([
		'failed',
		'done',
		'skipped',
		'skipped',
		'skipped',
	]);
	expect(log).toEqual(['+0', '+1', '-0', '-1']);
});

test('a failure does not stop the others where the run does not stop at it', async () => {
	const { tasks } = tasksFor(['a', 'a', 'b'], [0]);
	const outcomes = await dispatch(tasks, { concurrency: 2, stopsAt: () => false });
	expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'done', 'done']);
	expect(outcomes[0]).toEqual({ state: 'failed', error: new Error('0') });
});

test('a task that throws synchronously fails like any other', async () => {
	const broken: Task<number> = {
		recipient: null,
		run: () => {
			throw new Error('at once');
		},
	};
	const outcomes = await dispatch([broken], { concurrency: 1, stopsAt: () => false });
	expect(outcomes).toEqual([{ state: 'failed', error: new Error('at once') }]);
});

test.each([
	['as many recipients', (index: number) => String(index)],
	['one recipient', () => 'a'],
	['no recipient', () => null],
])('10,000 tasks for %s are all done', async (_name, recipientOf) => {
	const count = 10_000;
	const tasks = Array.from({ length: count }, (_, index): Task<number> => ({
		recipient: recipientOf(index),
		run: async () => await Promise.resolve(index),
	}));
	const outcomes = await dispatch(tasks, { concurrency: 5, stopsAt: () => true });
	expect(outcomes).toHaveLength(count);
	expect(outcomes.every(({ state }) => state === 'done')).toBe(true);
});

test('for any tasks, each runs at most once, in order for its recipient', async () => {
	const taskSpec = fc.record({
		recipient: fc.constantFrom('a', 'b', 'c', '#1', null),
		fails: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
		ticks: fc.nat({ max: 3 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(taskSpec, { maxLength: 40 }),
			fc.integer({ min: 1, max: 6 }),
			fc.boolean(),
			async (given, concurrency, stops) => {
				const failing = given.flatMap(({ fails }, index) => (fails ? [index] : []));
				const { tasks, log } = tasksFor(
					given.map(({ recipient }) => recipient),
					failing,
					given.map(({ ticks }) => ticks),
				);
				const outcomes = await dispatch(tasks, { concurrency, stopsAt: () => stops });

				expect(maxInProgress(log)).toBeLessThanOrEqual(concurrency);
				const begun = log.filter((entry) => entry.startsWith('+')).map(Number);
				expect(new Set(begun).size).toBe(begun.length);
				expect(log.filter((entry) => entry.startsWith('-'))).toHaveLength(begun.length);
				for (const recipient of ['a', 'b', 'c', '#1']) {
					const own = log.filter(
						(entry) => given[Math.abs(Number(entry))]?.recipient === recipient,
					);
					const ran = begun.filter((index) => given[index]?.recipient === recipient);
					expect(own).toEqual(
						[...ran].sort((a, b) => a - b).flatMap((index) => [`+${index}`, `-${index}`]),
					);
				}
				outcomes.forEach((outcome, index) => {
					if (!begun.includes(index)) expect(outcome).toEqual({ state: 'skipped' });
					else if (failing.includes(index)) expect(outcome.state).toBe('failed');
					else expect(outcome).toEqual({ state: 'done', value: index });
				});
				const mayStop = stops && failing.length > 0;
				if (!mayStop) expect(begun).toHaveLength(given.length);
			},
		),
		{ numRuns: 200 },
	);
});

describe('many recipients', () => {
	test('that have not begun hold nothing: a queue is begun once a slot is free', async () => {
		let open = 0;
		let most = 0;
		let asked = 0;
		const tasks = Array.from({ length: 20_000 }, (_, index): Task<number> => ({
			recipient: String(index),
			async run() {
				open += 1;
				most = Math.max(most, open);
				await Promise.resolve();
				open -= 1;
				return index;
			},
		}));
		const concurrency = () => {
			asked += 1;
			return 5;
		};
		const outcomes = await dispatch(tasks, { concurrency, stopsAt: () => true });
		expect(outcomes.every(({ state }) => state === 'done')).toBe(true);
		expect(most).toBe(5);
		// A few looks for each recipient, however many there are.
		expect(asked).toBeLessThan(3 * tasks.length);
	});

	test('that all wait for something else give their slots away, and return in order', async () => {
		const count = 5000;
		const order: number[] = [];
		const tasks = Array.from({ length: count }, (_, index): Task<number> => ({
			recipient: String(index),
			async run(releaseWhile) {
				await releaseWhile(later);
				order.push(index);
				return index;
			},
		}));
		await dispatch(tasks, { concurrency: 5, stopsAt: () => true });
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order).toHaveLength(count);
	});

	test('as many at a time as the run finds useful on the way', async () => {
		const log: string[] = [];
		let limit = 1;
		const tasks = Array.from({ length: 20 }, (_, index): Task<number> => ({
			recipient: String(index),
			async run() {
				log.push(`+${index}`);
				await later();
				log.push(`-${index}`);
				if (index === 3) limit = 4;
				return index;
			},
		}));
		await dispatch(tasks, { concurrency: () => limit, stopsAt: () => true });
		expect(maxInProgress(log.slice(0, log.indexOf('-3')))).toBe(1);
		expect(maxInProgress(log)).toBe(4);
	});
});

test('n8n gets its turns also where no task waits for anything', async () => {
	let at = 0;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => (at += 2));
	let turns = 0;
	let isOver = false;
	const count = () => {
		turns += 1;
		if (!isOver) setImmediate(count);
	};
	setImmediate(count);
	const tasks = Array.from({ length: 1000 }, (_, index): Task<number> => ({
		recipient: null,
		run: async () => await Promise.resolve(index),
	}));
	await dispatch(tasks, { concurrency: 5, stopsAt: () => true });
	isOver = true;
	clock.mockRestore();
	expect(turns).toBeGreaterThan(50);
});
