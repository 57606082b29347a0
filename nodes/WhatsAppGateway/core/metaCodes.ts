import type { FaultName } from './faults';

/** One of Meta's numeric codes in our words; `{gateway}` stands for the gateway's name. */
interface MetaCode {
	readonly fault: FaultName;
	readonly message: string;
}

const token = 'WhatsApp does not accept the access that {gateway} has to this account.';
const permission = '{gateway} lacks a permission that WhatsApp asks for.';
const later = 'WhatsApp is out of order for the moment and did not take the message.';
const policy = 'WhatsApp does not let this account send this message.';
const number = 'The sender number is not set up completely at WhatsApp.';

/**
 * Meta's codes, wherever a gateway lets them through.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const metaCodes: Readonly<Record<number, MetaCode>> = {
	0: { fault: 'invalidCredential', message: token },
	3: { fault: 'missingScope', message: permission },
	4: { fault: 'rateLimited', message: 'WhatsApp takes no more requests from this app for now.' },
	10: { fault: 'missingScope', message: permission },
	33: { fault: 'notConfigured', message: 'The sender number was deleted at WhatsApp.' },
	100: { fault: 'invalidRequest', message: 'WhatsApp did not accept a part of the message.' },
	190: { fault: 'invalidCredential', message: token },
	200: { fault: 'missingScope', message: permission },
	368: { fault: 'contentRejected', message: policy },
	80007: {
		fault: 'rateLimited',
		message: 'WhatsApp takes no more requests from this account for now.',
	},
	130429: { fault: 'rateLimited', message: 'The sender number has reached WhatsApp’s throughput.' },
	130472: {
		fault: 'contentRejected',
		message: 'WhatsApp keeps marketing messages from this person as part of a trial.',
	},
	130497: {
		fault: 'contentRejected',
		message: 'WhatsApp does not let this account write to this country.',
	},
	131005: { fault: 'missingScope', message: permission },
	131008: {
		fault: 'invalidRequest',
		message: 'A part of the message that WhatsApp requires is missing.',
	},
	131009: {
		fault: 'invalidRequest',
		message: 'A part of the message has a value that WhatsApp does not take.',
	},
	131016: { fault: 'temporarilyUnavailable', message: later },
	131021: {
		fault: 'recipientInvalid',
		message: 'The sender and the recipient are the same number.',
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
	},
	131031: { fault: 'contentRejected', message: 'WhatsApp has locked this account.' },
	131037: {
		fault: 'notConfigured',
		message: 'The sender’s display name is not approved by WhatsApp.',
	},
	131042: {
		fault: 'quotaExceeded',
		message: 'WhatsApp could not charge the account for the message.',
	},
	131045: { fault: 'notConfigured', message: number },
	131047: {
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp takes only a template.',
	},
	131048: {
		fault: 'spamLimited',
		message: 'WhatsApp limits this number because of its quality rating.',
	},
	131049: {
		fault: 'contentRejected',
		message:
			'WhatsApp held the message back because this person got many marketing messages lately.',
	},
	131050: {
		fault: 'recipientOptedOut',
		message: 'This person has opted out of your marketing messages.',
	},
	131051: { fault: 'unsupported', message: 'WhatsApp does not know this kind of message.' },
	131052: {
		fault: 'mediaRejected',
		message: 'WhatsApp could not read the file that the person sent.',
	},
	131053: { fault: 'mediaRejected', message: 'WhatsApp could not take the file.' },
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
	},
	132007: {
		fault: 'contentRejected',
		message: 'The template’s words are against WhatsApp’s policy.',
	},
	132012: {
		fault: 'templateParameters',
		message: 'A value does not have the form that the template’s placeholder asks for.',
	},
	132015: { fault: 'templatePaused', message: 'WhatsApp has paused this template.' },
	132016: { fault: 'templatePaused', message: 'WhatsApp has disabled this template for good.' },
	132018: {
		fault: 'templateParameters',
		message:
			'A value holds a line break, a tab or a long gap, which WhatsApp refuses in a template.',
	},
	132068: { fault: 'contentRejected', message: 'WhatsApp has blocked the flow of this message.' },
	132069: { fault: 'rateLimited', message: 'WhatsApp slows down the flow of this message.' },
	133010: { fault: 'notConfigured', message: number },
};
