/** Where a sandbox has its time and its waits from: this machine, or a test that lets time pass. */
export interface TimeSource {
	/** Milliseconds since 1970. */
	now(): number;
	/** Does work after so many milliseconds; the answer cancels it. */
	setTimer(work: () => void, milliseconds: number): () => void;
}

/** This machine's time; its timers keep no process alive that has nothing else to do. */
export const machineTime: TimeSource = {
	now: () => Date.now(),
	setTimer(work, milliseconds) {
		const timer = setTimeout(work, milliseconds).unref();
		return () => clearTimeout(timer);
	},
};

/** Waits that can be cancelled together. */
export class Timers {
	private readonly cancels = new Set<() => void>();

	constructor(private readonly time: Pick<TimeSource, 'setTimer'>) {}

	/** Does work after so many milliseconds; the answer cancels it. */
	schedule(milliseconds: number, work: () => void): () => void {
		const cancelTimer = this.time.setTimer(() => {
			this.cancels.delete(cancel);
			work();
		}, milliseconds);
		const cancel = () => {
			this.cancels.delete(cancel);
			cancelTimer();
		};
		this.cancels.add(cancel);
		return cancel;
	}

	/** Waits so many milliseconds; `false` as soon as the signal aborts. */
	async sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
		return await new Promise((resolve) => {
			if (signal.aborted) return resolve(false);
			const abort = () => {
				cancel();
				resolve(false);
			};
			const cancel = this.schedule(milliseconds, () => {
				signal.removeEventListener('abort', abort);
				resolve(true);
			});
			signal.addEventListener('abort', abort, { once: true });
		});
	}

	/** Cancels everything that is still to come. */
	clear(): void {
		for (const cancel of [...this.cancels]) cancel();
	}
}
