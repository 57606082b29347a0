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

const maxEntries = 1000;

/** The last 1000 attempts, the oldest first. */
export class DeliveryLog {
	entries: readonly LoggedDelivery[] = [];
	/** By webhook: a busy one does not push out the last attempt of a quiet one. */
	private last = new Map<string, LoggedDelivery>();

	add(delivery: LoggedDelivery): void {
		this.entries = [...this.entries, delivery].slice(-maxEntries);
		this.last.set(delivery.webhook, delivery);
	}

	/** The last attempt to deliver to a webhook. */
	lastOf(webhook: string): LoggedDelivery | undefined {
		return this.last.get(webhook);
	}

	clear(): void {
		this.entries = [];
		this.last = new Map();
	}
}
