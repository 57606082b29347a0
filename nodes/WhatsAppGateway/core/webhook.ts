import type { GatewayEvent } from './event';
import type { Connection, Secrets } from './request';

/** A request to our webhook, as it came. */
export interface RawDelivery {
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, unknown>>;
	/** The exact bytes that were sent. */
	readonly body: Buffer;
	/** The bytes as JSON; `undefined` where they are none. */
	readonly json: unknown;
}

/** Whether a delivery is the gateway's own: proven, disproven, or too old to be believed. */
export type Verdict = 'genuine' | 'forged' | 'stale';

/** How a gateway's API sends its events to an address of ours. */
export interface Subscription {
	/** The address that it sends to now, and whether it sends at all. */
	read(connection: Connection): Promise<Subscribed>;
	/** Sends to this address from now on; the gateway proves it with the token at once. */
	set(to: { url: string; verifyToken: string }, connection: Connection): Promise<void>;
	/** Sends to the address that its dashboard names, if any. */
	unset(connection: Connection): Promise<void>;
	/** Sends nothing any more. */
	remove(connection: Connection): Promise<void>;
}

/** Where a gateway sends its events. */
export interface Subscribed {
	readonly active: boolean;
	/** `null` where it is the dashboard's. */
	readonly url: string | null;
}

/** How a gateway tells what happened. */
export interface Webhook {
	/**
	 * Whether a delivery is the gateway's own.
	 *
	 * @param secrets the credential; its `webhookSecret` is not empty
	 * @param now milliseconds since 1970
	 */
	verify(delivery: RawDelivery, secrets: Secrets, now: number): Verdict;
	/** What the gateway wants to hear before it sends anything; `undefined` where it asks for nothing. */
	challenge?(delivery: RawDelivery, verifyTokens: readonly string[]): string | undefined;
	/** What happened, in order. Never throws; what is not understood is an event `unknown`. */
	events(delivery: RawDelivery): GatewayEvent[];
	/** Present where its API can be told our address. */
	readonly subscription?: Subscription;
	/** The steps for the user where it cannot, as sentences. */
	readonly setup: readonly string[];
}

/** Messages that came, asked for page by page; for gateways, or networks, without webhooks. */
export interface Inbox {
	/** The gateway's own wish: no more than one question in so many seconds. */
	readonly minIntervalSeconds: number;
	/** What came, newest first, at least back to a time (ISO 8601), and no further than it must. */
	listSince(time: string | null, connection: Connection): AsyncIterable<GatewayEvent>;
}
