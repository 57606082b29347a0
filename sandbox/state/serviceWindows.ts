import type { Clock } from './clock';

/** Milliseconds of an hour. */
export const hourMs = 3_600_000;

/** WhatsApp's customer service window: milliseconds after a person's last message. */
export const serviceWindowMs = 24 * hourMs;

/** When each person last wrote to each gateway's number, and so until when free text goes through. */
export class ServiceWindows {
	/** Milliseconds since 1970, by gateway and number. */
	private inbound = new Map<string, number>();
	/** Ends that were set by hand instead, `null` for closed; the person's next message takes them back. */
	private fixed = new Map<string, number | null>();

	constructor(private readonly clock: Clock) {}

	/** Opens the window of a person who writes at this moment. */
	open(gateway: string, phone: string, at: number): void {
		this.inbound.set(`${gateway} ${phone}`, at);
		this.fixed.delete(`${gateway} ${phone}`);
	}

	/** Opens a window for 24 hours without a message, or closes it. */
	fix(gateway: string, phone: string, isOpen: boolean): void {
		const until = isOpen ? this.clock.now() + serviceWindowMs : null;
		this.fixed.set(`${gateway} ${phone}`, until);
	}

	/** When this person last wrote to the gateway's number; `undefined` for never. */
	lastInbound(gateway: string, phone: string): number | undefined {
		return this.inbound.get(`${gateway} ${phone}`);
	}

	/** Until when free-form messages go through, in milliseconds; `undefined` if they do not. */
	openUntil(gateway: string, phone: string): number | undefined {
		const fixed = this.fixed.get(`${gateway} ${phone}`);
		if (fixed !== undefined) {
			return fixed !== null && fixed > this.clock.now() ? fixed : undefined;
		}
		const last = this.lastInbound(gateway, phone);
		if (last === undefined || this.clock.now() - last >= serviceWindowMs) return undefined;
		return last + serviceWindowMs;
	}

	/** Forgets who wrote. */
	reset(): void {
		this.inbound = new Map();
		this.fixed = new Map();
	}
}
