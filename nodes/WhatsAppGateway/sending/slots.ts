import { Fifo } from './fifo';

/**
 * Limits how many run at a time. Who has run already and gave its slot away for a wait gets one before
 * those that have not begun: these are begun one by one, as slots are free, and hold nothing until then.
 */
export class Slots {
	private used = 0;
	private isFilling = false;
	private readonly returning = new Fifo<() => void>();

	/**
	 * @param limit asked whenever a slot may be free
	 * @param begin begins the next one, and gives its slot back at its end; `false` where none is left
	 */
	constructor(
		private readonly limit: () => number,
		private readonly begin: () => boolean,
	) {}

	/** Hands out what is free. */
	fill(): void {
		// What is begun may give its slot away at once: the loop that began it hands it on, without recursion.
		if (this.isFilling) return;
		this.isFilling = true;
		while (this.used < this.limit() && this.handOut());
		this.isFilling = false;
	}

	/** Whether somebody took the slot. */
	private handOut(): boolean {
		this.used += 1;
		const resume = this.returning.shift();
		if (resume !== undefined) resume();
		else if (!this.begin()) {
			this.used -= 1;
			return false;
		}
		return true;
	}

	release(): void {
		this.used -= 1;
		this.fill();
	}

	/** Waits for a slot after one was released, ahead of those that have not begun. */
	async reacquire(): Promise<void> {
		await new Promise<void>((resume) => {
			this.returning.push(resume);
			this.fill();
		});
	}
}
