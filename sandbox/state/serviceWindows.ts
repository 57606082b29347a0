import type { Clock } from './clock';

/** Milliseconds of an hour. */
export const hourMs = 3_600_000;

/** WhatsApp's customer service window: milliseconds after a person's last message. */
export const serviceWindowMs = 24 * hourMs;

/** When each person last wrote to each gateway's number, and so until when free text goes through. */
export class ServiceWindows {
	/** Milliseconds since 1970, by gateway and number. */
	private inbound = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	/** Opens the window of a person who writes at this moment. */
	open(gateway: string, phone: string, at: number): void {
		this.inbound.set(`${gateway} ${phone}`, at);
	}

	/** When this person last wrote to the gateway's number; `undefined` for never. */
	lastInbound(gateway: string, phone: string): number | undefined {
		return this.inbound.get(`${gateway} ${phone}`);
	}

	/** Until when free-form messages go through, in milliseconds; `undefined` if they do not. */
	openUntil(gateway: string, phone: string): number | undefined {
		const last = this.lastInbound(gateway, phone);
		if (last === undefined || this.clock.now() - last >= serviceWindowMs) return undefined;
		return last + serviceWindowMs;
	}

	/** Forgets who wrote. */
	reset(): void {
		this.inbound = new Map();
	}
}
