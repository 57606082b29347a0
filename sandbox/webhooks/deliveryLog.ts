import type { LoggedContent } from '../state/requestLog';

/** One attempt to deliver something. */
export interface LoggedDelivery {
	/** The same for every attempt of one delivery. */
	readonly id: string;
	readonly gateway: string;
	/** The gateway's name for what it delivered. */
	readonly event: string;
	/** ISO 8601, UTC, by the sandbox's clock. */
	readonly at: string;
	readonly url: string;
	/** 1 for the first one. */
	readonly attempt: number;
	/** What the receiver answered; `null` if it did not, or not in time. */
	readonly status: number | null;
	readonly ms: number;
}

/** An attempt with all that went over the line. */
export interface LoggedAttempt extends LoggedDelivery {
	readonly request: LoggedContent;
	readonly response: LoggedContent;
}

const maxEntries = 1000;

/** The last 1000 attempts, the oldest first. */
export class DeliveryLog {
	private attempts: LoggedAttempt[] = [];

	get entries(): readonly LoggedDelivery[] {
		return this.attempts.map(({ id, gateway, event, at, url, attempt, status, ms }) => ({
			...{ id, gateway, event, at, url, attempt, status, ms },
		}));
	}

	add(delivery: LoggedAttempt): void {
		this.attempts.push(delivery);
		if (this.attempts.length > maxEntries) this.attempts.shift();
	}

	/** The attempts of one delivery. */
	find(id: string): readonly LoggedAttempt[] {
		return this.attempts.filter((one) => one.id === id);
	}

	clear(): void {
		this.attempts = [];
	}
}
