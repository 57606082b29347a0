/** The sandbox's own time: the machine's, moved by whoever steers it. Milliseconds since 1970. */
export class Clock {
	private offset = 0;

	now(): number {
		return Date.now() + this.offset;
	}

	iso(): string {
		return new Date(this.now()).toISOString();
	}

	advance(milliseconds: number): void {
		this.offset += milliseconds;
	}

	set(milliseconds: number): void {
		this.offset = milliseconds - Date.now();
	}

	reset(): void {
		this.offset = 0;
	}
}
