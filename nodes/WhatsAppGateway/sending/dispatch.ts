/** Lets others be served during a wait that is about one recipient only. */
export type Aside = <T>(wait: () => Promise<T>) => Promise<T>;

/** One thing to do; tasks of the same lane run one after the other, in order. */
export interface Task<T> {
	/** The recipient, where the order matters; `null` where it does not. */
	readonly lane: string | null;
	run(aside: Aside): Promise<T>;
}

export type Outcome<T> =
	| { readonly state: 'done'; readonly value: T }
	| { readonly state: 'failed'; readonly error: unknown }
	/** Never begun, because an earlier one failed, or somebody ended the run. */
	| { readonly state: 'skipped' };

export interface DispatchSettings {
	/** How many recipients are served at a time. */
	readonly lanes: number;
	/** Whether nothing new is begun after the first failure. */
	readonly stopAtFailure: boolean;
	/** Whether somebody has ended the run: nothing new is begun then either. */
	readonly isStopped?: () => boolean;
}

/** So many seats; whoever comes first is seated first, and whoever had one before is seated before. */
class Seats {
	private readonly standing: Array<() => void> = [];
	private readonly returning: Array<() => void> = [];

	constructor(private free: number) {}

	async take(line = this.standing): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((seated) => line.push(seated));
	}

	/** Takes a seat again: everybody who was never served stands in the other line. */
	async takeAgain(): Promise<void> {
		await this.take(this.returning);
	}

	give(): void {
		const next = this.returning.shift() ?? this.standing.shift();
		if (next === undefined) this.free += 1;
		else next();
	}
}

/** The places of the tasks of each lane, in order. */
function queuesOf(tasks: ReadonlyArray<Task<unknown>>): number[][] {
	const queues = new Map<string, number[]>();
	tasks.forEach(({ lane }, index) => {
		const name = lane ?? `#${index}`;
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
	{ lanes, stopAtFailure, isStopped = () => false }: DispatchSettings,
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = tasks.map(() => ({ state: 'skipped' }));
	const seats = new Seats(lanes);
	let failed = false;

	const aside: Aside = async (wait) => {
		seats.give();
		try {
			return await wait();
		} finally {
			await seats.takeAgain();
		}
	};

	async function attempt(index: number): Promise<void> {
		const task = tasks[index];
		if (task === undefined || (failed && stopAtFailure) || isStopped()) return;
		try {
			outcomes[index] = { state: 'done', value: await task.run(aside) };
		} catch (error) {
			outcomes[index] = { state: 'failed', error };
			failed = true;
		}
	}

	async function serve(queue: readonly number[]): Promise<void> {
		await seats.take();
		for (const index of queue) await attempt(index);
		seats.give();
	}

	await Promise.all(queuesOf(tasks).map(serve));
	return outcomes;
}
