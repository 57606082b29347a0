/** Whether the message was sent: decided where the answer is read, never in a retry loop. */
export type Sent = 'no' | 'yes' | 'unknown';

/** Whether a message with this fault was sent; `either` if that depends on the case. */
type UsuallySent = Extract<Sent, 'no' | 'unknown'> | 'either';

/**
 * The closed list of faults, the same for every gateway: what happened, what to do, whether the same
 * request may succeed when it is repeated, and whether the message was sent.
 */
export const faults = {
	invalidCredential: {
		happened: 'The gateway does not accept the access token in the credential.',
		hint: 'Open the credential, paste a fresh access token from the gateway’s dashboard and press Save: n8n tests it at once.',
		retryable: false,
		sent: 'no',
	},
	missingScope: {
		happened: 'The gateway knows the access token, but the token lacks the permission for this.',
		hint: 'Create an access token with the missing permission in the gateway’s dashboard and put it into the credential.',
		retryable: false,
		sent: 'no',
	},
	planLimit: {
		happened:
			'The account’s plan at the gateway does not include this, or one of its limits is reached.',
		hint: 'Upgrade the plan in the gateway’s dashboard, or use another gateway’s credential.',
		retryable: false,
		sent: 'no',
	},
	quotaExceeded: {
		happened: 'The account’s quota is used up, or it could not be charged.',
		hint: 'Wait until the quota renews, or raise it in the gateway’s dashboard.',
		retryable: false,
		sent: 'no',
	},
	notConfigured: {
		happened:
			'The account is not ready to send: a number, an id or a part of its set-up is missing, switched off or not the right one.',
		hint: 'Finish the set-up of WhatsApp in the gateway’s dashboard, then run the node again.',
		retryable: false,
		sent: 'no',
	},
	invalidRequest: {
		happened: 'A field is empty, malformed or longer than it may be.',
		hint: 'Compare the item with one that was sent, correct what differs, then run the node again.',
		retryable: false,
		sent: 'no',
	},
	unsupported: {
		happened: 'The gateway, or this account’s version of it, has no way to do this.',
		hint: 'Choose another operation, or another gateway’s credential.',
		retryable: false,
		sent: 'no',
	},
	recipientInvalid: {
		happened: 'The recipient’s number cannot be read, or this account may not write to it.',
		hint: 'Write the number with its country prefix (+49 171 1234567), or set Default Country in the credential.',
		retryable: false,
		sent: 'no',
	},
	recipientOptedOut: {
		happened: 'The person has asked not to get your messages.',
		hint: 'Leave this person out until they opt in again.',
		retryable: false,
		sent: 'no',
	},
	notOnWhatsApp: {
		happened: 'WhatsApp has no way to reach this number.',
		hint: 'Check the number with the person; it may be a landline or have no WhatsApp account.',
		retryable: false,
		sent: 'no',
	},
	windowClosed: {
		happened:
			'The person has not written to you within the last 24 hours, and without that WhatsApp accepts only approved templates.',
		hint: 'Send an approved template instead (operation Send Template), or let the node do it: the field If the 24-Hour Window Is Closed. The window opens again when the person writes to you.',
		retryable: false,
		sent: 'no',
	},
	templateNotFound: {
		happened: 'The account has no template of this name in this language.',
		hint: 'Pick the template from the list again, or check the spelling of its name and language.',
		retryable: false,
		sent: 'no',
	},
	templateNotApproved: {
		happened: 'The template exists, but WhatsApp has not approved it in this language.',
		hint: 'Wait for WhatsApp’s approval or pick an approved template. The list in the editor shows the approved ones first.',
		retryable: false,
		sent: 'no',
	},
	templateParameters: {
		happened:
			'The values do not fit the template’s placeholders: one is missing, left over, empty or of another form.',
		hint: 'Give exactly one non-empty value for each placeholder of the template.',
		retryable: false,
		sent: 'no',
	},
	templatePaused: {
		happened: 'WhatsApp has paused or disabled this template because of its quality.',
		hint: 'Edit the template in WhatsApp Manager, or use another one.',
		retryable: false,
		sent: 'no',
	},
	contentRejected: {
		happened:
			'WhatsApp blocked the message because of a policy: about its text, the account, or how many messages the person receives.',
		hint: 'Change the message, or look at the account in WhatsApp Manager, where WhatsApp says what it is about.',
		retryable: false,
		sent: 'no',
	},
	notDelivered: {
		happened:
			'WhatsApp did not send the message or could not deliver it, and gave no exact reason.',
		hint: 'Most often the person has not written within the last 24 hours: send an approved template instead (operation Send Template, or the field If the 24-Hour Window Is Closed). The gateway’s dashboard may show more.',
		retryable: false,
		sent: 'no',
	},
	mediaRejected: {
		happened: 'The file could not be fetched, or WhatsApp does not accept its type or size.',
		hint: 'Check that the file’s address is public, and that its type and size are among those that WhatsApp accepts.',
		retryable: false,
		sent: 'no',
	},
	notFound: {
		happened:
			'What was asked for was not found: a message, a contact, or the address at the gateway.',
		hint: 'Check the id: what it names does not exist, or belongs to another account.',
		retryable: false,
		sent: 'no',
	},
	conflict: {
		happened:
			'The gateway knows this message’s key already: the first request is still in progress, or the key belongs to another message.',
		hint: 'Look at the receipt of the first message before you send it again. Give each message a key of its own.',
		retryable: false,
		sent: 'either',
	},
	rateLimited: {
		happened: 'Too many requests were made in a short time for the gateway or WhatsApp.',
		hint: 'The node has waited and tried again as long as it may. Set the option Messages per Minute, or raise the limit at the gateway.',
		retryable: true,
		sent: 'no',
	},
	pairRateLimited: {
		happened: 'Too many messages went to this one person in a short time.',
		hint: 'The node has waited and tried again already. Leave some seconds between messages to the same number, or put them into one message.',
		retryable: true,
		sent: 'no',
	},
	spamLimited: {
		happened: 'WhatsApp lets this number send less because people blocked or reported it.',
		hint: 'Send fewer messages, and look at the number’s quality rating in WhatsApp Manager. It takes days to recover.',
		retryable: false,
		sent: 'no',
	},
	temporarilyUnavailable: {
		happened:
			'The gateway or WhatsApp is temporarily unavailable or cannot be reached, and accepted nothing.',
		hint: 'Nothing was sent, and the node has tried again already. Run it again in a few minutes.',
		retryable: true,
		sent: 'no',
	},
	unknownOutcome: {
		happened:
			'The connection or the gateway’s answer was interrupted before it was clear whether the message was sent.',
		hint: 'The message may have been sent: look it up at the gateway before you send it again, or the person may get it twice. Where the gateway supports idempotency keys, the same key can be sent again safely.',
		retryable: false,
		sent: 'unknown',
	},
	unexpectedAnswer: {
		happened:
			'Something answered at the Base URL that is not the gateway’s API, or in a form that cannot be read.',
		hint: 'Check that the Base URL in the credential is the address of the gateway’s API; if it is, ask the gateway’s support.',
		retryable: false,
		sent: 'either',
	},
} as const satisfies Record<
	string,
	{
		readonly happened: string;
		readonly hint: string;
		readonly retryable: boolean;
		readonly sent: UsuallySent;
	}
>;

/** The name of a fault. */
export type FaultName = keyof typeof faults;
