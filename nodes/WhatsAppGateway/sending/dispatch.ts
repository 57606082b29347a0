import { Semaphore } from './semaphore';

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
	/** How many recipients are served at a time. */
	readonly concurrency: number;
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

/**
 * Runs many tasks, those of one recipient in order, several recipients at a time. Never throws; the
 * outcomes have the order of the tasks. Tasks in progress when the run stops are waited for.
 */
export async function dispatch<T>(
	tasks: readonly Task<T>[],
	{ concurrency, stopsAt, isCanceled = () => false }: DispatchSettings,
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = tasks.map(() => ({ state: 'skipped' }));
	const slots = new Semaphore(concurrency);
	let hasStopped = false;

	const releaseWhile: ReleaseWhile = async (wait) => {
		slots.release();
		try {
			return await wait();
		} finally {
			await slots.reacquire();
		}
	};

	async function runTask(index: number): Promise<void> {
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
		await slots.acquire();
		for (const index of queue) await runTask(index);
		slots.release();
	}

	await Promise.all(recipientQueues(tasks).map(runQueue));
	return outcomes;
}
