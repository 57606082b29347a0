/** A request to a gateway; neither token nor body is kept. */
export interface LoggedRequest {
	readonly at: string;
	readonly gateway: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly authorized: boolean;
}

const maxEntries = 500;

/** The last 500 requests to the gateways, the oldest first. */
export class RequestLog {
	entries: LoggedRequest[] = [];

	/** Adds a request that was answered. */
	add(request: LoggedRequest): void {
		this.entries.push(request);
		if (this.entries.length > maxEntries) this.entries.shift();
	}

	/** Forgets all requests. */
	reset(): void {
		this.entries = [];
	}
}
