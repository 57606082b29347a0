import type { IDataObject } from 'n8n-workflow';

/** The stored credential with its secrets, for `authenticate` and `verify` only. */
export type Secrets = Readonly<Record<string, unknown>>;

/** The credential without its secrets. */
export interface Account {
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** ISO 3166-1 alpha-2 (`DE`) for numbers written without a country prefix; empty if unset. */
	readonly defaultCountry: string;
	/** Fields of this gateway only. */
	readonly [field: string]: string;
}

/** One request, relative to the account's base URL and without authentication. */
export interface Request {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** For a file, instead of `body`: sent as `multipart/form-data`. */
	readonly form?: MultipartForm;
	/** For the bytes of a file alone, instead of `body`. */
	readonly bytes?: Buffer;
	/** Beside the header of the authentication; no secrets. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Whether the gateway guarantees that the same request twice sends once. */
	readonly repeatable?: boolean;
	/** Whether this request sends a message, so that without an answer the outcome is unknown. */
	readonly sends?: boolean;
	/** Whether this request creates what another one would create again, so that it counts as one that sends. */
	readonly creates?: true;
	/** Whether the answer may be an empty list, though the request is no GET. */
	readonly lists?: true;
	/** Whether every 2xx is an answer: text as well as JSON, and an empty one. */
	readonly acceptsAnyAnswer?: boolean;
	/**
	 * Whether a 429 is about what one person may do: then nothing waits for it, neither this request nor those
	 * of others.
	 */
	readonly isLimitedByPerson?: true;
	/** Seconds that the answer may take in any case, where it takes longer than others. */
	readonly minTimeout?: number;
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

/** A response with any status. */
export interface Answer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or the text if it is no JSON; `undefined` if the body was empty. */
	readonly body: unknown;
	/** Whether the body was JSON. */
	readonly isJson: boolean;
	/** Whether the request was one that sends a message. */
	readonly sends: boolean;
	/** How many requests it took; more than 1 after retries. */
	readonly attempts: number;
}

/**
 * Makes one authenticated request and returns a successful answer.
 *
 * @throws GatewayError for everything else: refused, unreachable, timed out, not JSON
 */
export type Call = (request: Request) => Promise<Answer>;

/** An account and the way to call its API, for every function of a gateway. */
export interface Connection {
	readonly account: Account;
	readonly call: Call;
}
