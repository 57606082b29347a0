import { type FaultName, faults, type Sent } from './faultTable';

export { type FaultName, faults, type Sent } from './faultTable';

/** A row of a table that maps what a gateway says to a fault. */
export interface FaultRule {
	/** The gateway's code, or an example of its text. */
	readonly example: string;
	readonly fault: FaultName;
	/** What happened, in the user's words. */
	readonly message: string;
	/** What to do, if more exact than the fault's general hint. */
	readonly hint?: string;
	/** Set for Meta's codes, which every gateway may pass on. */
	readonly metaCode?: number;
}

/** Refused fields that a hint names. */
const maxFieldsNamed = 5;

/** The details of a fault, by the names of the error output. */
export interface FaultDetails {
	/** What to do, if more exact than the fault's general hint. */
	readonly hint?: string;
	/** Default: `no`. */
	readonly sent?: Sent;
	/** Meta's numeric code, such as 131047, if the gateway passes it on. */
	readonly metaCode?: number | null;
	/** The gateway's code or text. */
	readonly gatewayCode?: string | null;
	readonly httpStatus?: number | null;
	/** Seconds until the gateway takes requests again. */
	readonly retryAfter?: number | null;
	/** Whether an earlier try of the run met it, so that this one sent nothing. */
	readonly isEarlier?: boolean;
	/** When a request with an unknown outcome was made, in milliseconds since 1970 by our own clock. */
	readonly requestedAt?: number;
	/** Refused fields with the reasons for each. */
	readonly fields?: Readonly<Record<string, readonly string[]>>;
	/** For `templateParameters`: the template's keys, the missing ones, the unknown ones. */
	readonly expected?: readonly string[];
	readonly missing?: readonly string[];
	readonly extra?: readonly string[];
	/** For `templateNotApproved`: the languages in which the template can be sent. */
	readonly availableLanguages?: readonly string[];
	/** The parts of a text that were sent before this fault stopped the rest. */
	readonly parts?: ReadonlyArray<Readonly<object>>;
	/** Whether the parts that are missing certainly were not sent, so that a retry sends them. */
	readonly isRestUnsent?: boolean;
	/** The id by which the gateway's or Meta's support finds the request. */
	readonly correlationId?: string | null;
	/** The gateway's own answer. */
	readonly raw?: unknown;
}

/** What to do about refused fields, by their names; `undefined` if none is known. */
function fieldsHint({ fields }: FaultDetails): string | undefined {
	const names = Object.keys(fields ?? {}).slice(0, maxFieldsNamed);
	return names.length === 0
		? undefined
		: `Correct what is said about ${names.join(', ')}, then run the node again.`;
}

/** Characters of a sentence's beginning and of its end that are kept where it quotes too long a value. */
const keptLengths = { start: 1200, end: 600 } as const;

/** A sentence that quotes a value of any length, as long as a person reads. */
function shorten(sentence: string): string {
	const { start, end } = keptLengths;
	if (sentence.length <= start + end) return sentence;
	const halves = [sentence.slice(0, start), sentence.slice(-end)];
	return halves.join('…').replace(/[\uD800-\uDBFF](?=…)|(?<=…)[\uDC00-\uDFFF]/g, '');
}

/** One fault of the closed list, with a message for users. Never holds a token. */
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
		super(shorten(message));
		this.fault = fault;
		const named = fault === 'invalidRequest' ? fieldsHint(details) : undefined;
		this.hint = shorten(details.hint ?? named ?? faults[fault].hint);
		this.retryable = faults[fault].retryable;
		this.sent = details.sent ?? 'no';
	}
}
