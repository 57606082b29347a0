import { addBounded, type LoggedContent } from './loggedContent';

/** A request to a gateway, without what it holds. */
export interface LoggedRequest {
	readonly id: string;
	readonly at: string;
	readonly gateway: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly authorized: boolean;
}

/** A request to a gateway with its answer. */
export interface LoggedExchange extends LoggedRequest {
	/** With the query. */
	readonly url: string;
	readonly request: LoggedContent;
	readonly response: LoggedContent;
}

const maxEntries = 500;

/** The last 500 requests to the gateways, the oldest first, with so much content as can be kept. */
export class RequestLog {
	private exchanges: LoggedExchange[] = [];
	private counter = 0;

	get entries(): readonly LoggedRequest[] {
		return this.exchanges.map(({ id, at, gateway, method, path, status, authorized }) => ({
			...{ id, at, gateway, method, path, status, authorized },
		}));
	}

	/** Adds a request that was answered. */
	add(exchange: Omit<LoggedExchange, 'id'>): void {
		this.counter += 1;
		addBounded(this.exchanges, { id: `request-${this.counter}`, ...exchange }, maxEntries);
	}

	/** A request with its answer; `undefined` for one that is forgotten. */
	find(id: string): LoggedExchange | undefined {
		return this.exchanges.find((one) => one.id === id);
	}

	/** Forgets all requests. */
	reset(): void {
		this.exchanges = [];
	}
}
