/** Lets others be served during a wait that is about one recipient only. */
export type ReleaseWhile = <T>(wait: () => Promise<T>) => Promise<T>;

/** One thing to do; tasks of the same lane run one after the other, in order. */
export interface Task<T> {
	/** The recipient, where the order matters; `null` where it does not. */
	readonly recipient: string | null;
	run(aside: ReleaseWhile): Promise<T>;
}

export type Outcome<T> =
	| { readonly state: 'done'; readonly value: T }
	| { readonly state: 'failed'; readonly error: unknown }
	/** Never begun, because an earlier one failed, or somebody ended the run. */
	| { readonly state: 'skipped' };

export interface DispatchSettings {
	/** How many recipients are served at a time. */
	readonly concurrency: number;
	/** Whether nothing new is begun after the first failure. */
	readonly stopAtFailure: boolean;
	/** Whether somebody has ended the run: nothing new is begun then either. */
	readonly isCanceled?: () => boolean;
}

/** So many seats; whoever comes first is seated first, and whoever had one before is seated before. */
class Semaphore {
	private readonly waiters: Array<() => void> = [];
	private readonly returningWaiters: Array<() => void> = [];

	constructor(private free: number) {}

	async acquire(line = this.waiters): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((seated) => line.push(seated));
	}

	/** Takes a seat again: everybody who was never served stands in the other line. */
	async reacquire(): Promise<void> {
		await this.acquire(this.returningWaiters);
	}

	release(): void {
		const next = this.returningWaiters.shift() ?? this.waiters.shift();
		if (next === undefined) this.free += 1;
		else next();
	}
}

/** The places of the tasks of each lane, in order. */
function recipientQueues(tasks: ReadonlyArray<Task<unknown>>): number[][] {
	const queues = new Map<string, number[]>();
	tasks.forEach(({ recipient }, index) => {
		const name = recipient ?? `#${index}`;
		const queue = queues.get(name);
		if (queue === undefined) queues.set(name, [index]);
		else queue.push(index);
	});
	return [...queues.values()];
}

/**
 * Runs many tasks: in order within a lane, several lanes side by side. Never throws; the outcomes
 * stand in the order of the tasks. What is under way when the run stops is waited for.
 */
export async function dispatch<T>(
	tasks: readonly Task<T>[],
	{ concurrency, stopAtFailure, isCanceled = () => false }: DispatchSettings,
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = tasks.map(() => ({ state: 'skipped' }));
	const seats = new Semaphore(concurrency);
	let failed = false;

	const aside: ReleaseWhile = async (wait) => {
		seats.release();
		try {
			return await wait();
		} finally {
			await seats.reacquire();
		}
	};

	async function attempt(index: number): Promise<void> {
		const task = tasks[index];
		if (task === undefined || (failed && stopAtFailure) || isCanceled()) return;
		try {
			outcomes[index] = { state: 'done', value: await task.run(aside) };
		} catch (error) {
			outcomes[index] = { state: 'failed', error };
			failed = true;
		}
	}

	async function serve(queue: readonly number[]): Promise<void> {
		await seats.acquire();
		for (const index of queue) await attempt(index);
		seats.release();
	}

	await Promise.all(recipientQueues(tasks).map(serve));
	return outcomes;
}
