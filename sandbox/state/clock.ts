import { machineTime, type TimeSource } from './time';

/**
 * The sandbox's own time: the machine's, moved and run at another speed by the control API.
 * Milliseconds since 1970.
 */
export class Clock {
	/** This clock's time, and the machine's, when it was last changed. */
	private since = { own: 0, machine: 0 };
	private rate = 1;

	/** @param machine Where the machine's time comes from; a test gives one that stands still. */
	constructor(private readonly machine: Pick<TimeSource, 'now'> = machineTime) {
		this.reset();
	}

	now(): number {
		const { own, machine } = this.since;
		return own + Math.floor((this.machine.now() - machine) * this.rate);
	}

	/** The machine's time, by which clients check the times of signatures. */
	machineNow(): number {
		return this.machine.now();
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
		this.since = { own: milliseconds, machine: this.machine.now() };
	}

	/** Runs so many times as fast from now on; it does not jump. */
	setSpeed(speed: number): void {
		this.set(this.now());
		this.rate = speed;
	}

	reset(): void {
		this.rate = 1;
		this.set(this.machine.now());
	}

	/** This clock's time and speed, to be kept in a file. */
	save(): { readonly own: number; readonly machine: number; readonly rate: number } {
		return { own: this.now(), machine: this.machine.now(), rate: this.rate };
	}

	/** Goes on from what was kept; while the sandbox was not running, time passed at its usual speed. */
	restore({ own, machine, rate }: Readonly<Record<string, unknown>>): void {
		if (typeof own !== 'number' || typeof machine !== 'number' || typeof rate !== 'number') {
			throw new TypeError('The clock has no time.');
		}
		const now = this.machine.now();
		this.rate = rate;
		this.set(own + Math.max(0, now - machine));
	}
}
