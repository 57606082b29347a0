/** Work for later that ends together, and that keeps no process alive. */
export class Timers {
	private running = new Set<NodeJS.Timeout>();

	/** Does something after so many milliseconds. */
	later(milliseconds: number, work: () => void): void {
		const timer = setTimeout(() => {
			this.running.delete(timer);
			work();
		}, milliseconds);
		this.running.add(timer.unref());
	}

	/** Forgets everything that was not done yet. */
	clear(): void {
		for (const timer of this.running) clearTimeout(timer);
		this.running.clear();
	}
}
