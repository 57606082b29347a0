import type { FaultName } from '../core/faults';

/** The meaning of one of Meta's codes; `{gateway}` is replaced by the gateway's name. */
interface MetaCode {
	readonly fault: FaultName;
	readonly message: string;
	/** What to do, if the fault's general hint does not fit. */
	readonly hint?: string;
}

const token = 'WhatsApp does not accept the access that {gateway} has to this account.';
const permission = '{gateway} lacks a permission that WhatsApp asks for.';
const later = 'WhatsApp is temporarily unavailable and accepted nothing.';
const policy = 'WhatsApp does not let this account send this message.';
const number = 'The sender number is not set up completely at WhatsApp.';
const register =
	'Register the number in WhatsApp Manager or at the gateway, then run the node again.';
const waitForPin = 'Wait as long as WhatsApp says, then register the number with its right PIN.';

/**
 * Meta's error codes, which every gateway may pass on.
 *
 * A refusal with Meta's error object has no message id, so nothing was accepted: every row here means
 * not sent, even without a reason (131000, 135000). Only codes that Meta documents as its service being
 * down are `temporarilyUnavailable`; the two without a reason are not retried. 1 is left out because it
 * stands for bad requests and for broken servers: there the HTTP status decides.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const metaCodes: Readonly<Record<number, MetaCode>> = {
	0: { fault: 'invalidCredential', message: token },
	2: { fault: 'temporarilyUnavailable', message: later },
	3: { fault: 'missingScope', message: permission },
	4: {
		fault: 'rateLimited',
		message: 'WhatsApp accepts no more requests from this app at the moment.',
	},
	10: { fault: 'missingScope', message: permission },
	33: {
		fault: 'notConfigured',
		message: 'The sender number was deleted at WhatsApp.',
		hint: 'Choose another sender, or connect this number again in the gateway’s dashboard.',
	},
	100: {
		fault: 'invalidRequest',
		message: 'WhatsApp did not accept a part of the message.',
		hint: 'Correct the field that WhatsApp names, then run the node again.',
	},
	190: { fault: 'invalidCredential', message: token },
	200: { fault: 'missingScope', message: permission },
	368: { fault: 'contentRejected', message: policy },
	80007: {
		fault: 'rateLimited',
		message: 'WhatsApp accepts no more requests from this account at the moment.',
	},
	130429: { fault: 'rateLimited', message: 'The sender number has reached WhatsApp’s throughput.' },
	130472: {
		fault: 'contentRejected',
		message: 'WhatsApp blocks marketing messages to this person as part of an experiment.',
		hint: 'Leave this person out of marketing messages; a utility template still arrives.',
	},
	130497: {
		fault: 'contentRejected',
		message: 'WhatsApp does not let this account write to this country.',
		hint: 'Leave out people of this country, or look at the account’s limits in WhatsApp Manager.',
	},
	131000: {
		fault: 'notDelivered',
		message: 'WhatsApp did not send the message and does not say why.',
		hint: 'Run the node again in a few minutes. If it happens again, ask the gateway’s support.',
	},
	131005: { fault: 'missingScope', message: permission },
	131008: {
		fault: 'invalidRequest',
		message: 'A part of the message that WhatsApp requires is missing.',
	},
	131009: {
		fault: 'invalidRequest',
		message: 'A part of the message has a value that WhatsApp does not accept.',
	},
	131016: { fault: 'temporarilyUnavailable', message: later },
	131021: {
		fault: 'recipientInvalid',
		message: 'The sender and the recipient are the same number.',
		hint: 'Enter the number of another person in To.',
	},
	131026: {
		fault: 'notOnWhatsApp',
		message:
			'WhatsApp cannot deliver to this number: it has no account, an old app, or blocked you.',
	},
	131030: {
		fault: 'recipientInvalid',
		message:
			'The account is in test mode, and this number is not on its list of allowed recipients.',
		hint: 'Add the number to the allowed recipients in Meta’s app dashboard, or use a number that is out of test mode.',
	},
	131031: {
		fault: 'contentRejected',
		message: 'WhatsApp has locked this account.',
		hint: 'Look at the account in WhatsApp Manager, where you can see why and appeal.',
	},
	131037: {
		fault: 'notConfigured',
		message: 'The sender’s display name is not approved by WhatsApp.',
		hint: 'Look at the display name in WhatsApp Manager, and wait for its approval or change it.',
	},
	131042: {
		fault: 'quotaExceeded',
		message: 'WhatsApp could not charge the account for the message.',
		hint: 'Add a payment method in Meta’s Billing & Payments or at the gateway: since October 2026 WhatsApp bills free-form messages, too.',
	},
	131045: {
		fault: 'notConfigured',
		message: number,
		hint: register,
	},
	131047: {
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp accepts only a template.',
	},
	131048: {
		fault: 'spamLimited',
		message: 'WhatsApp limits this number because of its quality rating.',
	},
	131049: {
		fault: 'contentRejected',
		message:
			'WhatsApp blocked the message because this person received many marketing messages recently.',
		hint: 'Do not send it again at once: wait a day or longer, or send a utility template.',
	},
	131050: {
		fault: 'recipientOptedOut',
		message: 'This person has opted out of your marketing messages.',
	},
	131051: {
		fault: 'unsupported',
		message: 'WhatsApp does not know this kind of message.',
		hint: 'Send another kind of message.',
	},
	131052: {
		fault: 'mediaRejected',
		message: 'WhatsApp could not read the file that the person sent.',
		hint: 'Ask the person to send the file again.',
	},
	131053: { fault: 'mediaRejected', message: 'WhatsApp did not accept the file.' },
	131056: {
		fault: 'pairRateLimited',
		message: 'Too many messages went to this one person in a short time.',
	},
	131057: { fault: 'temporarilyUnavailable', message: 'The WhatsApp account is in maintenance.' },
	132000: {
		fault: 'templateParameters',
		message: 'The number of values differs from the number of the template’s placeholders.',
	},
	132001: {
		fault: 'templateNotFound',
		message: 'WhatsApp has no approved template of this name in this language.',
	},
	132005: {
		fault: 'templateParameters',
		message: 'The filled template is longer than WhatsApp allows.',
		hint: 'Shorten the values.',
	},
	132007: {
		fault: 'contentRejected',
		message: 'The template’s text is against WhatsApp’s policy.',
		hint: 'Change the template’s text in WhatsApp Manager, or use another template.',
	},
	132012: {
		fault: 'templateParameters',
		message: 'A value does not have the form that the template’s placeholder asks for.',
		hint: 'Look in WhatsApp Manager what the placeholder stands for: a date, an amount and a file each have their own form.',
	},
	132015: { fault: 'templatePaused', message: 'WhatsApp has paused this template.' },
	132016: {
		fault: 'templatePaused',
		message: 'WhatsApp has disabled this template permanently.',
		hint: 'Use another template.',
	},
	132018: {
		fault: 'templateParameters',
		message:
			'A value holds a line break, a tab or a long gap, which WhatsApp refuses in a template.',
		hint: 'Take line breaks, tabs and long gaps out of the values.',
	},
	132068: {
		fault: 'contentRejected',
		message: 'WhatsApp has blocked the flow of this message.',
		hint: 'Look at the flow in WhatsApp Manager.',
	},
	132069: {
		fault: 'rateLimited',
		message: 'WhatsApp slows down the flow of this message.',
		hint: 'Send this flow more slowly, or look at it in WhatsApp Manager.',
	},
	133004: { fault: 'temporarilyUnavailable', message: later },
	133005: {
		fault: 'notConfigured',
		message: 'WhatsApp does not accept the sender’s PIN.',
		hint: 'Register the number again with its right PIN in WhatsApp Manager or at the gateway.',
	},
	133006: {
		fault: 'notConfigured',
		message: 'WhatsApp requires the sender number to be verified again.',
		hint: 'Verify the number in WhatsApp Manager or at the gateway, then run the node again.',
	},
	133008: {
		fault: 'notConfigured',
		message:
			'The sender’s PIN was wrong too often, so WhatsApp accepts no more attempts at the moment.',
		hint: waitForPin,
	},
	133009: {
		fault: 'notConfigured',
		message:
			'The sender’s PIN was entered again too soon, so WhatsApp accepts no more attempts at the moment.',
		hint: waitForPin,
	},
	133010: {
		fault: 'notConfigured',
		message: number,
		hint: register,
	},
	133015: {
		fault: 'notConfigured',
		message:
			'The sender number was removed from WhatsApp a moment ago and cannot be registered yet.',
		hint: 'Wait five minutes, register the number again, then run the node again.',
	},
	133016: {
		fault: 'notConfigured',
		message:
			'The sender number was registered and removed too often, so WhatsApp does not accept it.',
		hint: 'Wait three days, register the number again, then run the node again.',
	},
	135000: {
		fault: 'invalidRequest',
		message: 'WhatsApp did not accept the message and does not say why.',
		hint: 'Compare the item with one that was sent: usually a field or a value of the template differs.',
	},
};
