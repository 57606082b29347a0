import { Breath } from '../n8n/breath';
import { Slots } from './slots';

/** Releases the task's slot to another recipient while `wait` runs, and takes one again after it. */
export type ReleaseWhile = <T>(wait: () => Promise<T>) => Promise<T>;

/** One thing to do. Tasks of the same recipient run one after the other, in order. */
export interface Task<T> {
	/** `null` where the order does not matter. */
	readonly recipient: string | null;
	run(releaseWhile: ReleaseWhile): Promise<T>;
}

export type Outcome<T> =
	| { readonly state: 'done'; readonly value: T }
	| { readonly state: 'failed'; readonly error: unknown }
	/** Not begun, because an earlier task failed or the run was canceled. */
	| { readonly state: 'skipped' };

export interface DispatchSettings {
	/** How many recipients are served at a time; a function where that changes on the way. */
	readonly concurrency: number | (() => number);
	/** Whether no task is begun after this failure. */
	readonly stopsAt: (error: unknown) => boolean;
	/** Whether the run is canceled: no task is begun then either. */
	readonly isCanceled?: () => boolean;
}

/** The indexes of each recipient's tasks, in order. */
function recipientQueues(tasks: ReadonlyArray<Task<unknown>>): number[][] {
	const queues = new Map<string, number[]>();
	tasks.forEach(({ recipient }, index) => {
		const key = recipient ?? `#${index}`;
		const queue = queues.get(key);
		if (queue === undefined) queues.set(key, [index]);
		else queue.push(index);
	});
	return [...queues.values()];
}

/** What becomes of a task that is not begun. */
const skipped = Object.freeze({ state: 'skipped' } as const);

/**
 * Runs many tasks, those of one recipient in order, several recipients at a time. Never throws; the
 * outcomes have the order of the tasks. Tasks in progress when the run stops are waited for. n8n gets its
 * turns also where no task waits for anything.
 */
export async function dispatch<T>(
	tasks: readonly Task<T>[],
	{ concurrency, stopsAt, isCanceled = () => false }: DispatchSettings,
): Promise<Array<Outcome<T>>> {
	const outcomes = new Array<Outcome<T>>(tasks.length).fill(skipped);
	const queues = recipientQueues(tasks);
	const breath = new Breath();
	const limit = typeof concurrency === 'number' ? () => concurrency : concurrency;
	let hasStopped = false;
	let begun = 0;
	let open = 0;
	let finish: () => void = () => undefined;

	const releaseWhile: ReleaseWhile = async (wait) => {
		slots.release();
		try {
			return await wait();
		} finally {
			await slots.reacquire();
		}
	};

	async function runTask(index: number): Promise<void> {
		if (breath.isDue()) await breath.take();
		const task = tasks[index];
		if (task === undefined || hasStopped || isCanceled()) return;
		try {
			outcomes[index] = { state: 'done', value: await task.run(releaseWhile) };
		} catch (error) {
			outcomes[index] = { state: 'failed', error };
			hasStopped ||= stopsAt(error);
		}
	}

	async function runQueue(queue: readonly number[]): Promise<void> {
		for (const index of queue) await runTask(index);
		open -= 1;
		slots.release();
		if (open === 0) finish();
	}

	function beginNext(): boolean {
		const queue = hasStopped || isCanceled() ? undefined : queues[begun];
		if (queue === undefined) return false;
		begun += 1;
		open += 1;
		void runQueue(queue);
		return true;
	}

	const slots = new Slots(limit, beginNext);
	await new Promise<void>((resolve) => {
		finish = resolve;
		slots.fill();
		if (open === 0) resolve();
	});
	return outcomes;
}
