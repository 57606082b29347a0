import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { Contacts } from './contact';
import type { FaultRule, GatewayError } from './faults';
import type { Acceptance, Delivery, Kind, Message } from './message';
import type { Answer, Connection, Secrets } from './request';
import type { Template, TemplateSummary } from './template';
import type { Inbox, Webhook } from './webhook';

/** What a gateway gives back for a message that it took. */
export interface Accepted {
	readonly acceptance: Acceptance;
	readonly answer: Answer;
}

/** Which template: what the user picked or wrote, by name or by the gateway's own id. */
export interface TemplateReference {
	readonly nameOrId: string;
	/** Empty where the choice is left to the gateway. */
	readonly language: string;
}

/** Which message: by the gateway's own id or by WhatsApp's, whichever is known. */
export interface MessageReference {
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
}

/** What a gateway says about the account behind a credential. */
export interface Inspection {
	/** The account's name; `null` where the gateway does not tell. */
	readonly account: string | null;
	/** The sender's number as the gateway writes it; `null` where it does not tell. */
	readonly sender: string | null;
	/** Permissions that the token is known to lack. */
	readonly missingScopes: readonly string[];
	/** Of the answer that proved the token, names in lower case; empty where they are not known. */
	readonly headers: Answer['headers'];
}

/** What a gateway's own check says about a number. */
export interface NumberCheck {
	readonly valid: boolean;
	/** Why it is not valid; `null` where it is. */
	readonly reason: string | null;
	readonly raw: unknown;
}

/** How a gateway's refusals become faults: the rules, which the faults page prints, and their reader. */
export interface GatewayFaults {
	readonly rules: readonly FaultRule[];
	/** An answer that is no success, as a fault. */
	read(answer: Answer): GatewayError;
}

/** Everything the package knows about one gateway: one folder, one export. */
export interface Gateway {
	/** The folder's name; stored in credentials, so never renamed. */
	readonly id: string;
	readonly name: string;
	/** The gateway's page that tells a user where the access token comes from. */
	readonly docs: string;
	/** The gateway's own address, without a trailing slash. */
	readonly baseUrl: string;
	/** Further fields of the credential, shown while this gateway is chosen. */
	readonly fields: readonly INodeProperties[];
	/** Those of its fields that a message may have otherwise: its sender, as a rule. */
	readonly senderFields?: readonly string[];
	/**
	 * A harmless GET that proves the access token: its path below the base URL, in which `{field}`
	 * stands for a field of the credential, and statuses beside 2xx that prove it as well.
	 */
	readonly probe: { readonly path: string; readonly acceptedStatuses?: readonly number[] };
	/** Adds the secrets to a request. */
	authenticate(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions;
	/** The documented rate: so many requests in so many seconds. */
	readonly budget: { readonly messages: number; readonly perSeconds: number };
	/** One function for each kind of message. A kind left out is unsupported, and the node says so. */
	readonly send: {
		readonly [K in Kind]?: (message: Message<K>, connection: Connection) => Promise<Accepted>;
	};
	/** Whether a message can quote another one. */
	readonly quotes?: true;
	/** The header in which it takes a message's key, where the same key twice sends once. */
	readonly idempotencyHeader?: string;
	readonly templates?: {
		/**
		 * Every template of the account, page after page. Throws `unsupported` where this account
		 * does not tell them.
		 */
		list(connection: Connection): AsyncIterable<TemplateSummary>;
		/**
		 * One template with its words; `null` where this account does not tell its templates.
		 * Throws `templateNotFound` with the names that exist.
		 */
		get(reference: TemplateReference, connection: Connection): Promise<Template | null>;
	};
	/** How a message fares now. Throws `notFound`, or `unsupported` where the account has no lookup. */
	readonly status?: (reference: MessageReference, connection: Connection) => Promise<Delivery>;
	/**
	 * Looks for a message whose acceptance nobody heard of, in the gateway's own list: the one to this
	 * person with these words that came after the request had begun and that is new to us. `null`
	 * where there is none, or where it cannot be told apart from another one.
	 *
	 * @param begun by our own clock
	 */
	readonly findSentMessage?: (
		message: Message,
		begun: Date,
		isNew: (id: string) => boolean,
		connection: Connection,
	) => Promise<Accepted | null>;
	/** Shows the person that a message was read; takes its wamid. */
	readonly markRead?: (whatsappMessageId: string, connection: Connection) => Promise<Answer>;
	readonly contacts?: Contacts;
	/** The gateway's own check of a number, E.164; `null` where this account does not have it. */
	readonly checkNumber?: (phone: string, connection: Connection) => Promise<NumberCheck | null>;
	/** Proves the token and tells whose it is. */
	readonly inspect: (connection: Connection) => Promise<Inspection>;
	/** Files that people sent; left out where they lie at the gateway's own address, openly. */
	readonly files?: {
		/** Other origins than its API's that give them out to the access token, `https://…`. */
		readonly origins: readonly string[];
		/** The address of a file that is known by its id. */
		locate(id: string, connection: Connection): Promise<string | null>;
	};
	/** How it tells what happened; left out where it does not. */
	readonly webhook?: Webhook;
	/** What came, to be asked for; left out where it cannot be. */
	readonly inbox?: Inbox;
	/** What is assumed where the gateway's documentation is silent, as sentences for the README. */
	readonly assumptions: readonly string[];
	/** How its refusals become faults of ours. */
	readonly faults: GatewayFaults;
}
