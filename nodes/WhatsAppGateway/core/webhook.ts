import type { INodeProperties } from 'n8n-workflow';

import type { EventKind, GatewayEvent } from './event';
import type { Account, Connection, Secrets } from './request';

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

/** An address to register, for the number of the credential. */
export interface NewSubscription {
	readonly url: string;
	/** By which the gateway proves in its handshake that it verifies an address of ours. */
	readonly verifyToken: string;
	/** Whether events are sent already; if they are not, that is started first. */
	readonly active: boolean | null;
}

/** How to register a webhook address through a gateway's API. */
export interface Subscription {
	/** The current addresses, and whether events are sent at all. */
	read(connection: Connection): Promise<Subscribed>;
	/** Registers an address for the number; the gateway verifies it at once. */
	set(to: NewSubscription, connection: Connection): Promise<void>;
	/** Forgets the number's address: that of the account or of the gateway's dashboard counts again. */
	unset(connection: Connection): Promise<void>;
	/** Forgets the account's address. */
	unsetAccount(connection: Connection): Promise<void>;
	/** Stops all events, unless a number of the account or the account itself has an address. */
	remove(connection: Connection): Promise<void>;
}

/** The registered webhook addresses that concern a number. */
export interface Subscribed {
	/** Whether events are sent at all; `null` where that is not known. */
	readonly active: boolean | null;
	/** The number's own; `null` if it has none. */
	readonly url: string | null;
	/** The account's, for numbers without one of their own; `null` for the one of the dashboard. */
	readonly accountUrl: string | null;
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
	/**
	 * Whether a delivery is of a kind that the gateway sends without a signature, beside those that it
	 * signs: the secret in the URL proves it.
	 */
	isUnsignedKind?(delivery: RawDelivery): boolean;
	/**
	 * The events of a delivery, in order. Never throws: what is not understood is `other`.
	 *
	 * @param own leaves out events of other numbers than this account's, where the gateway names them
	 */
	events(delivery: RawDelivery, own?: Account): GatewayEvent[];
	/** Whether the statuses of messages do not come by it. */
	readonly lacksStatuses?: true;
	/** Present if the address can be registered through the API. */
	readonly subscription?: Subscription;
	/**
	 * The steps for the user to set the webhook up, as sentences. `{url}` stands for the address of the
	 * published workflow.
	 */
	readonly setup: readonly string[];
	/** Fields of the credential about deliveries, which stand below the signing secret. */
	readonly fields?: readonly INodeProperties[];
}

/** Polling for received messages; for gateways, or networks, without webhooks. */
export interface Inbox {
	/** The shortest interval between two polls that the gateway allows, in seconds. */
	readonly minIntervalSeconds: number;
	/** What its list can hold. */
	readonly events: readonly EventKind[];
	/** Those of them that have lists of their own, which are read only if they are wanted. */
	readonly ownLists?: readonly EventKind[];
	/**
	 * Received messages, and the events that are wanted of lists of their own, newest first, at least back
	 * to a time (ISO 8601; `null` for any).
	 */
	listSince(
		time: string | null,
		connection: Connection,
		wanted?: readonly EventKind[],
	): AsyncIterable<GatewayEvent>;
}
