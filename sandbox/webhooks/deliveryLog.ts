import { addBounded, type LoggedContent } from '../state/loggedContent';

/** One attempt to deliver something. */
export interface LoggedDelivery {
	/** The same for every attempt of one delivery. */
	readonly id: string;
	readonly gateway: string;
	/** The id of the webhook. */
	readonly webhook: string;
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

/** Without what went over the line. */
function shortened(attempt: LoggedAttempt): LoggedDelivery {
	const { id, gateway, webhook, event, at, url, attempt: number, status, ms } = attempt;
	return { id, gateway, webhook, event, at, url, attempt: number, status, ms };
}

/** The last 1000 attempts, the oldest first. */
export class DeliveryLog {
	private attempts: LoggedAttempt[] = [];
	/** By webhook: a busy one does not push out the last attempt of a quiet one. */
	private last = new Map<string, LoggedDelivery>();

	get entries(): readonly LoggedDelivery[] {
		return this.attempts.map(shortened);
	}

	add(attempt: LoggedAttempt): void {
		addBounded(this.attempts, attempt, maxEntries);
		this.last.set(attempt.webhook, shortened(attempt));
	}

	/** The attempts of one delivery. */
	find(id: string): readonly LoggedAttempt[] {
		return this.attempts.filter((one) => one.id === id);
	}

	/** The last attempt to deliver to a webhook. */
	lastOf(webhook: string): LoggedDelivery | undefined {
		return this.last.get(webhook);
	}

	clear(): void {
		this.attempts = [];
		this.last = new Map();
	}
}
