import { type FaultName, faults, type Sent } from './faultTable';

export { type FaultName, faults, type Sent } from './faultTable';

/** What a gateway says and what it means: a row of the tables by which its answers are understood. */
export interface FaultRule {
	/** The gateway's own code, or an example of its own words. */
	readonly example: string;
	readonly fault: FaultName;
	/** What happened, in the user's words. */
	readonly message: string;
	/** What to do, where the fault's general advice can be made more exact. */
	readonly hint?: string;
	/** Where the row is one of Meta's codes, which every gateway may let through. */
	readonly metaCode?: number;
}

/** What a fault may say beside its sentence. Names follow the vocabulary of the error output. */
export interface FaultDetails {
	/** What to do, where the general advice can be made more exact. */
	readonly hint?: string;
	/** Default: `no`. */
	readonly sent?: Sent;
	/** Meta's numeric code, such as 131047, where the gateway lets it through. */
	readonly metaCode?: number | null;
	/** The gateway's own code or status text. */
	readonly gatewayCode?: string | null;
	readonly httpStatus?: number | null;
	/** Seconds until the gateway takes requests again. */
	readonly retryAfter?: number | null;
	/** When the request left whose outcome is unknown, in milliseconds since 1970 by our own clock. */
	readonly requestedAt?: number;
	/** Refused fields with the reasons. */
	readonly fields?: Readonly<Record<string, readonly string[]>>;
	/** For `templateParameters`: the keys the template has, those not given, those it does not know. */
	readonly expected?: readonly string[];
	readonly missing?: readonly string[];
	readonly extra?: readonly string[];
	/** The gateway's own answer. */
	readonly raw?: unknown;
}

/** One fault of the closed list, told in the user's words. Never holds a token. */
export class GatewayError extends Error {
	override readonly name = 'GatewayError';
	readonly fault: FaultName;
	readonly hint: string;
	readonly retryable: boolean;
	readonly sent: Sent;

	/** @param message what happened, one sentence, in the user's words */
	constructor(
		fault: FaultName,
		message: string,
		readonly details: FaultDetails = {},
	) {
		super(message);
		this.fault = fault;
		this.hint = details.hint ?? faults[fault].hint;
		this.retryable = faults[fault].retryable;
		this.sent = details.sent ?? 'no';
	}
}
