/** The sandbox's own time: the machine's, moved by whoever steers it. Milliseconds since 1970. */
export class Clock {
	private offset = 0;

	/** @param machine Where the machine's time comes from; a test gives one that stands still. */
	constructor(private readonly machine: () => number = Date.now) {}

	now(): number {
		return this.machine() + this.offset;
	}

	/** The time of everybody outside, who checks the times of signatures by it. */
	outside(): number {
		return this.machine();
	}

	iso(): string {
		return new Date(this.now()).toISOString();
	}

	advance(milliseconds: number): void {
		this.offset += milliseconds;
	}

	set(milliseconds: number): void {
		this.offset = milliseconds - this.machine();
	}

	reset(): void {
		this.offset = 0;
	}
}
