import type { IDataObject } from 'n8n-workflow';

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
	/** Instead of `body`, for a file: sent as `multipart/form-data`. */
	readonly form?: MultipartForm;
	/** Beside those of authentication; no secrets. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Whether the gateway promises that the very same request, made twice, sends once. */
	readonly repeatable?: boolean;
	/** Whether this request makes somebody's phone ring; decides what a broken answer means. */
	readonly sends?: boolean;
}

/** The parts of a multipart request. */
export interface MultipartForm {
	readonly fields: Readonly<Record<string, string>>;
	readonly file: {
		/** The name of the form's field. */
		readonly field: string;
		readonly name: string;
		readonly mimeType: string;
		readonly data: Buffer;
	};
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

/**
 * Makes one request as the account and gives the JSON of a 2xx answer.
 * Throws a `GatewayError` for everything else: refused, unreachable, stalled, not JSON.
 */
export type Call = (request: Request) => Promise<Answer>;

/** The way to one account: what every function of a gateway works with. */
export interface Connection {
	readonly account: Account;
	readonly call: Call;
}
