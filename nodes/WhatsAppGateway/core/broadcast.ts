import type { OnePage } from './onePage';
import type { Connection } from './request';

/** One template to many contacts, in one request of the gateway's own. */
export interface Broadcast {
	/** How it is called in the gateway's dashboard. */
	readonly name: string;
	/** The gateway's own id of the template in one language. */
	readonly templateId: string;
	/** The values of the template, which are the same for everybody, as the gateway names them. */
	readonly variables: Readonly<Record<string, unknown>>;
	/** The gateway's own ids of the contacts. */
	readonly contactIds: readonly string[];
}

/** What a gateway answers to a broadcast: nothing about any one person. */
export interface StartedBroadcast {
	/** `null` if the gateway does not say. */
	readonly id: string | null;
	/** The gateway's own word; `null` if it does not say. */
	readonly status: string | null;
	/** What the answer counts, by the gateway's own names. */
	readonly counts: Readonly<Record<string, number>>;
	/** The gateway's answer, unchanged. */
	readonly raw: unknown;
}

/** A broadcast in the gateway's list. */
export interface ListedBroadcast extends StartedBroadcast {
	/** `null` if the gateway does not say. */
	readonly name: string | null;
	/** ISO 8601; `null` if the gateway does not say. */
	readonly createdAt: string | null;
}

/** The broadcasts that a gateway sends by itself. */
export interface Broadcasts {
	/** Contacts in one request, at most. */
	readonly maxContacts: number;
	/** Whether a text has the form of a contact's id. */
	isContactId(text: string): boolean;
	/** Sends a broadcast. A second request is a second broadcast. */
	send(broadcast: Broadcast, connection: Connection): Promise<StartedBroadcast>;
	/** The broadcasts as far as one answer has them. */
	list(connection: Connection): Promise<OnePage<ListedBroadcast>>;
}
