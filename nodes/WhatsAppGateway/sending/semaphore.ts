/**
 * Limits how many tasks run at a time. Waiters that already ran are resumed first, so that a task
 * that released its slot during a wait is not overtaken by those that have not begun.
 */
export class Semaphore {
	private readonly waiters: Array<() => void> = [];
	private readonly returningWaiters: Array<() => void> = [];

	constructor(private free: number) {}

	/** Waits for a slot. */
	async acquire(waiters = this.waiters): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resume) => waiters.push(resume));
	}

	/** Waits for a slot after one was released, ahead of tasks that have not begun. */
	async reacquire(): Promise<void> {
		await this.acquire(this.returningWaiters);
	}

	release(): void {
		const resume = this.returningWaiters.shift() ?? this.waiters.shift();
		if (resume === undefined) this.free += 1;
		else resume();
	}
}
