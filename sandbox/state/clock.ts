/**
 * The sandbox's own time: the machine's, moved and run at another speed by whoever steers it.
 * Milliseconds since 1970.
 */
export class Clock {
	/** This clock's time, and the machine's, when it was last steered. */
	private since = { own: 0, machine: 0 };
	private rate = 1;

	/** @param machine Where the machine's time comes from; a test gives one that stands still. */
	constructor(private readonly machine: () => number = Date.now) {
		this.reset();
	}

	now(): number {
		const { own, machine } = this.since;
		return own + Math.floor((this.machine() - machine) * this.rate);
	}

	/** The time of everybody outside, who checks the times of signatures by it. */
	outside(): number {
		return this.machine();
	}

	/** How many times as fast as the machine's time this one runs. */
	get speed(): number {
		return this.rate;
	}

	iso(): string {
		return new Date(this.now()).toISOString();
	}

	advance(milliseconds: number): void {
		this.set(this.now() + milliseconds);
	}

	set(milliseconds: number): void {
		this.since = { own: milliseconds, machine: this.machine() };
	}

	/** Runs so many times as fast from now on; it does not jump. */
	run(speed: number): void {
		this.set(this.now());
		this.rate = speed;
	}

	reset(): void {
		this.rate = 1;
		this.set(this.machine());
	}
}
