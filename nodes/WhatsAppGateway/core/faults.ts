/** Whether the message left: decided where the answer is understood, never in a retry loop. */
export type Sent = 'no' | 'yes' | 'unknown';

/**
 * The closed list of what can go wrong, whoever the gateway is: what to do about it, and whether
 * the same request may succeed when it is simply made again.
 */
export const faults = {
	invalidCredential: {
		hint: 'Open the credential, paste a fresh access token from the gateway’s dashboard and press Save: n8n tests it at once.',
		retryable: false,
	},
	missingScope: {
		hint: 'Create an access token that carries the missing permission in the gateway’s dashboard and put it into the credential.',
		retryable: false,
	},
	planLimit: {
		hint: 'The gateway’s plan does not include this. Upgrade the plan, or use another gateway’s credential.',
		retryable: false,
	},
	quotaExceeded: {
		hint: 'The account’s quota is used up. Wait until it renews or raise it in the gateway’s dashboard.',
		retryable: false,
	},
	notConfigured: {
		hint: 'Finish the set-up of WhatsApp in the gateway’s dashboard, then run the node again.',
		retryable: false,
	},
	invalidRequest: {
		hint: 'Correct the fields named above, then run the node again.',
		retryable: false,
	},
	unsupported: {
		hint: 'Choose another operation, or another gateway’s credential.',
		retryable: false,
	},
	recipientInvalid: {
		hint: 'Write the number with its country prefix (+49 171 1234567), or set Default Country in the credential.',
		retryable: false,
	},
	recipientOptedOut: {
		hint: 'This person asked not to be written to. Leave them out until they opt in again.',
		retryable: false,
	},
	notOnWhatsApp: {
		hint: 'Check the number with the person; it may be a landline or have no WhatsApp account.',
		retryable: false,
	},
	windowClosed: {
		hint: 'Send an approved template instead (operation Send Template). The window opens again when the person writes to you.',
		retryable: false,
	},
	templateNotFound: {
		hint: 'Pick the template from the list again, or check the spelling of its name and language.',
		retryable: false,
	},
	templateNotApproved: {
		hint: 'Wait for WhatsApp’s approval or pick an approved template. The list in the editor shows the approved ones first.',
		retryable: false,
	},
	templateParameters: {
		hint: 'Give exactly one non-empty value for each placeholder of the template.',
		retryable: false,
	},
	templatePaused: {
		hint: 'WhatsApp paused this template because of its quality. Edit it in WhatsApp Manager or use another one.',
		retryable: false,
	},
	contentRejected: {
		hint: 'WhatsApp refused these words or this account. Read the reason above, then change the message or see WhatsApp Manager.',
		retryable: false,
	},
	notDelivered: {
		hint: 'Most often the person has not written within the last 24 hours: send an approved template instead (operation Send Template). The gateway’s dashboard may tell more.',
		retryable: false,
	},
	mediaRejected: {
		hint: 'Check that the file’s address is public, and that its type and size are among those WhatsApp takes.',
		retryable: false,
	},
	notFound: {
		hint: 'Check the id: what it names does not exist, or belongs to another account.',
		retryable: false,
	},
	conflict: {
		hint: 'Another request with the same key is under way or used other content. Look at the first one’s receipt.',
		retryable: false,
	},
	rateLimited: {
		hint: 'Send more slowly: put the items through Loop Over Items with a Wait node, or raise the limit at the gateway.',
		retryable: true,
	},
	pairRateLimited: {
		hint: 'Too many messages to this one person in a short time. Wait some seconds between messages to the same number.',
		retryable: true,
	},
	spamLimited: {
		hint: 'WhatsApp limits this number because people blocked or reported it. Send fewer messages and look at its quality rating.',
		retryable: false,
	},
	temporarilyUnavailable: {
		hint: 'Nothing was sent. Run the node again in a few minutes.',
		retryable: true,
	},
	unknownOutcome: {
		hint: 'The message may have been sent. Look it up at the gateway before you send it again, or the person may get it twice.',
		retryable: false,
	},
	unexpectedAnswer: {
		hint: 'Check that the Base URL in the credential is the address of the gateway’s API; if it is, ask the gateway’s support.',
		retryable: false,
	},
} as const satisfies Record<string, { readonly hint: string; readonly retryable: boolean }>;

export type FaultName = keyof typeof faults;

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
	readonly askedAt?: number;
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
