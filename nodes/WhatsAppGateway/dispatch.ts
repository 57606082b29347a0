/** One thing to do; tasks of the same lane run one after the other, in order. */
export interface Task<T> {
	/** The recipient, where the order matters; `null` where it does not. */
	readonly lane: string | null;
	run(): Promise<T>;
}

export type Outcome<T> =
	| { readonly state: 'done'; readonly value: T }
	| { readonly state: 'failed'; readonly error: unknown }
	/** Never begun, because an earlier one failed and the run was to stop there. */
	| { readonly state: 'skipped' };

export interface DispatchSettings {
	/** How many recipients are served at a time. */
	readonly lanes: number;
	/** Whether nothing new is begun after the first failure. */
	readonly stopAtFailure: boolean;
}

/**
 * Runs many tasks: in order within a lane, several lanes side by side. Never throws; the outcomes
 * stand in the order of the tasks. What is under way when the run stops is waited for.
 */
export async function dispatch<T>(
	tasks: readonly Task<T>[],
	{ lanes, stopAtFailure }: DispatchSettings,
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = tasks.map(() => ({ state: 'skipped' }));
	let stopped = false;

	const queues = new Map<string, number[]>();
	tasks.forEach(({ lane }, index) => {
		const name = lane ?? `#${index}`;
		const queue = queues.get(name);
		if (queue === undefined) queues.set(name, [index]);
		else queue.push(index);
	});
	const waiting = [...queues.values()].values();

	async function serve(): Promise<void> {
		for (const queue of waiting) {
			for (const index of queue) {
				const task = tasks[index];
				if (stopped || task === undefined) return;
				try {
					outcomes[index] = { state: 'done', value: await task.run() };
				} catch (error) {
					outcomes[index] = { state: 'failed', error };
					if (stopAtFailure) stopped = true;
				}
			}
		}
	}

	await Promise.all(Array.from({ length: lanes }, serve));
	return outcomes;
}
