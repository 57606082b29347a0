import type { IDataObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { GatewayError } from './faults';
import type { Acceptance, Kind, Message } from './message';
import type { Template, TemplateSummary } from './template';

/** The stored credential, secrets included. Only `authenticate` ever sees it. */
export type Secrets = Readonly<Record<string, unknown>>;

/** The credential without its secrets: where to send, from which sender, for which country. */
export interface Account {
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** ISO 3166-1 alpha-2 (`DE`) for numbers written without a country prefix; empty where unset. */
	readonly defaultCountry: string;
	/** The gateway's own fields that are no secrets. */
	readonly [field: string]: string;
}

/** One request, relative to the account's base URL and without authentication. */
export interface Request {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** Whether this request makes somebody's phone ring; decides what a broken answer means. */
	readonly sends?: boolean;
}

/** What came back, whatever the status. */
export interface Answer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; the text itself where it is no JSON; `undefined` where the body was empty. */
	readonly body: unknown;
	/** Whether the body was JSON. */
	readonly isJson: boolean;
	/** Whether the request was one that sends. */
	readonly sends: boolean;
	/** How many requests it took; more than 1 where the gateway asked to wait and try again. */
	readonly attempts: number;
}

/** What a gateway gives back for a message that it took. */
export interface Accepted {
	readonly acceptance: Acceptance;
	readonly answer: Answer;
}

/**
 * Makes one request as the account and gives the JSON of a 2xx answer.
 * Throws a {@link GatewayError} for everything else: refused, unreachable, stalled, not JSON.
 */
export type Call = (request: Request) => Promise<Answer>;

/** Which template: what the user picked or wrote, by name or by the gateway's own id. */
export interface TemplateReference {
	readonly nameOrId: string;
	/** Empty where the choice is left to the gateway. */
	readonly language: string;
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
	/**
	 * A harmless GET that proves the access token: its path below the base URL, in which `{field}`
	 * stands for a field of the credential.
	 */
	readonly probe: string;
	/** Adds the secrets to a request. */
	authenticate(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions;
	/** The documented rate: so many requests in so many seconds. */
	readonly budget: { readonly messages: number; readonly perSeconds: number };
	/** One function for each kind of message. A kind left out is unsupported, and the node says so. */
	readonly send: {
		readonly [K in Kind]?: (message: Message<K>, account: Account, call: Call) => Promise<Accepted>;
	};
	readonly templates?: {
		/** Every template of the account, page after page. */
		list(account: Account, call: Call): AsyncIterable<TemplateSummary>;
		/** One template with its words. Throws `templateNotFound` with the names that exist. */
		get(reference: TemplateReference, account: Account, call: Call): Promise<Template>;
	};
	/** An answer that is no success, in our words. */
	readonly fault: (answer: Answer) => GatewayError;
}
