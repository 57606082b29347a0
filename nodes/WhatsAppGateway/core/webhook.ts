import type { GatewayEvent } from './event';
import type { Connection, Secrets } from './request';

/** A request to the trigger's webhook. */
export interface RawDelivery {
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, unknown>>;
	/** The exact bytes, which the signature covers. */
	readonly body: Buffer;
	/** The bytes as JSON; `undefined` if they are no JSON. */
	readonly json: unknown;
}

/** Whether a delivery is from the gateway, is not, or is too old to be accepted. */
export type Verdict = 'genuine' | 'forged' | 'stale';

/** How to register a webhook address through a gateway's API. */
export interface Subscription {
	/** The current address, and whether events are sent at all. */
	read(connection: Connection): Promise<Subscribed>;
	/** Registers an address; the gateway verifies it with the token at once. */
	set(to: { url: string; verifyToken: string }, connection: Connection): Promise<void>;
	/** Restores the address from the gateway's dashboard, if any. */
	unset(connection: Connection): Promise<void>;
	/** Stops all events. */
	remove(connection: Connection): Promise<void>;
}

/** A registered webhook address. */
export interface Subscribed {
	readonly active: boolean;
	/** `null` for the one from the dashboard. */
	readonly url: string | null;
}

/** How a gateway delivers events. */
export interface Webhook {
	/**
	 * Whether a delivery is from the gateway.
	 *
	 * @param secrets the credential; its `webhookSecret` is not empty
	 * @param now milliseconds since 1970
	 */
	verify(delivery: RawDelivery, secrets: Secrets, now: number): Verdict;
	/** The answer to the gateway's verification request; `undefined` for any other delivery. */
	challenge?(delivery: RawDelivery, verifyTokens: readonly string[]): string | undefined;
	/** The events of a delivery, in order. Never throws: what is not understood is `other`. */
	events(delivery: RawDelivery): GatewayEvent[];
	/** Present if the address can be registered through the API. */
	readonly subscription?: Subscription;
	/** The steps for the user to set the webhook up, as sentences. */
	readonly setup: readonly string[];
}

/** Polling for received messages; for gateways, or networks, without webhooks. */
export interface Inbox {
	/** The shortest interval between two polls that the gateway allows, in seconds. */
	readonly minIntervalSeconds: number;
	/** Received messages, newest first, at least back to a time (ISO 8601; `null` for any). */
	listSince(time: string | null, connection: Connection): AsyncIterable<GatewayEvent>;
}
