import type { FaultName } from '../core/faults';

/** The meaning of one of Meta's codes; `{gateway}` is replaced by the gateway's name. */
interface MetaCode {
	readonly fault: FaultName;
	readonly message: string;
	/** What to do, if the fault's general hint does not fit. */
	readonly hint?: string;
	/** Words of Meta's details, in lower case, that say no more than the message and are not quoted. */
	readonly usual?: string;
}

const token = 'WhatsApp does not accept the access that {gateway} has to this account.';
const permission = '{gateway} lacks a permission that WhatsApp asks for.';
const later = 'WhatsApp is temporarily unavailable and accepted nothing.';
const policy = 'WhatsApp does not let this account send this message.';
const number = 'The sender number is not set up completely at WhatsApp.';
const register =
	'Register the number in WhatsApp Manager or at the gateway, then run the node again.';
const waitForPin =
	'Wait some hours, or as long as WhatsApp says, then register the number with its right PIN.';

/**
 * Meta's error codes, which every gateway may pass on.
 *
 * A refusal with Meta's error object has no message id, so nothing was accepted: every row here means
 * not sent, even without a reason (131000, 135000). Only codes that Meta documents as its service being
 * down are `temporarilyUnavailable`; the two without a reason are not retried. 1 is left out because it
 * stands for bad requests and for broken servers: there the HTTP status decides.
 * 132019 is on no page that we could read; Meta’s details say what it is about.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const metaCodes: Readonly<Record<number, MetaCode>> = {
	0: { fault: 'invalidCredential', message: token, usual: 'we were unable to authenticate' },
	2: { fault: 'temporarilyUnavailable', message: later, usual: 'temporary due to downtime' },
	3: { fault: 'missingScope', message: permission, usual: 'capability or permissions issue' },
	4: {
		fault: 'rateLimited',
		message: 'WhatsApp accepts no more requests from this app at the moment.',
		usual: 'the app has reached its api call rate limit',
	},
	10: { fault: 'missingScope', message: permission, usual: 'permission is either not granted' },
	33: {
		fault: 'notConfigured',
		message: 'The sender number was deleted at WhatsApp.',
		hint: 'Choose another sender, or connect this number again in the gateway’s dashboard.',
		usual: 'the business phone number has been deleted',
	},
	100: {
		fault: 'invalidRequest',
		message: 'WhatsApp did not accept a part of the message.',
		usual: 'the request included one or more unsupported',
	},
	104: { fault: 'invalidCredential', message: token },
	190: { fault: 'invalidCredential', message: token, usual: 'your access token has expired' },
	200: { fault: 'missingScope', message: permission, usual: 'permission is either not granted' },
	368: {
		fault: 'contentRejected',
		message: policy,
		usual: 'the whatsapp business account associated with the app has been restricted',
	},
	80007: {
		fault: 'rateLimited',
		message: 'WhatsApp accepts no more requests from this account at the moment.',
		usual: 'the whatsapp business account has reached its rate limit',
	},
	80008: {
		fault: 'rateLimited',
		message: 'WhatsApp accepts no more requests from this account at the moment.',
	},
	130403: {
		fault: 'recipientInvalid',
		message: 'Your business has blocked this person on WhatsApp.',
		hint: 'Unblock the person first, or leave them out.',
		usual: 'unable to deliver the message. this business has blocked',
	},
	130429: {
		fault: 'rateLimited',
		message: 'The sender number has reached WhatsApp’s throughput.',
		usual: 'cloud api message throughput has been reached',
	},
	130472: {
		fault: 'contentRejected',
		message: 'WhatsApp blocks marketing messages to this person as part of an experiment.',
		hint: 'Leave this person out of marketing messages; a utility template still arrives.',
		usual: 'message was not sent as part of an experiment',
	},
	130497: {
		fault: 'contentRejected',
		message: 'WhatsApp does not let this account write to this country.',
		hint: 'Leave out people of this country, or look at the account’s limits in WhatsApp Manager.',
		usual:
			'the whatsapp business account is restricted from messaging to users in certain countries',
	},
	131000: {
		fault: 'notDelivered',
		message: 'WhatsApp did not send the message and does not say why.',
		hint: 'Run the node again in a few minutes. If it happens again, ask the gateway’s support.',
		usual: 'message failed to send due to an unknown error',
	},
	131005: { fault: 'missingScope', message: permission, usual: 'permission is either not granted' },
	131008: {
		fault: 'invalidRequest',
		message: 'A part of the message that WhatsApp requires is missing.',
		usual: 'the request is missing a required parameter',
	},
	131009: {
		fault: 'invalidRequest',
		message: 'A part of the message has a value that WhatsApp does not accept.',
		usual: 'one or more parameter values are invalid',
	},
	131016: {
		fault: 'temporarilyUnavailable',
		message: later,
		usual: 'a service is temporarily unavailable',
	},
	131021: {
		fault: 'recipientInvalid',
		message: 'The sender and the recipient are the same number.',
		hint: 'Enter the number of another person in To.',
		usual: 'sender and recipient phone number is the same',
	},
	131026: {
		fault: 'notOnWhatsApp',
		message:
			'WhatsApp cannot deliver to this number: it has no account, an old app, or blocked you.',
		usual: 'message undeliverable',
	},
	131030: {
		fault: 'recipientInvalid',
		message:
			'The account is in test mode, and this number is not on its list of allowed recipients.',
		hint: 'Add the number to the allowed recipients in Meta’s app dashboard, or use a number that is out of test mode.',
		usual: 'recipient phone number not in allowed list',
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
		usual: 'there was an error related to your payment method',
	},
	131045: {
		fault: 'notConfigured',
		message: number,
		hint: register,
		usual: 'message failed to send due to a phone number registration error',
	},
	131047: {
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp accepts only a template.',
		usual: 'more than 24 hours have passed',
	},
	131048: {
		fault: 'spamLimited',
		message: 'WhatsApp limits this number because of its quality rating.',
		usual: 'message failed to send because there are restrictions on how many',
	},
	131049: {
		fault: 'contentRejected',
		message:
			'WhatsApp blocked the message because this person received many marketing messages recently.',
		hint: 'Do not send it again at once: wait a day or longer, or send a utility template.',
		usual: 'this message was not delivered to maintain healthy ecosystem',
	},
	131050: {
		fault: 'recipientOptedOut',
		message: 'This person has opted out of your marketing messages.',
		usual: 'unable to deliver the message. this recipient has chosen to stop',
	},
	131051: {
		fault: 'unsupported',
		message: 'WhatsApp does not know this kind of message.',
		hint: 'Send another kind of message.',
		usual: 'unsupported message type',
	},
	131052: {
		fault: 'mediaRejected',
		message: 'WhatsApp could not read the file that the person sent.',
		hint: 'Ask the person to send the file again.',
		usual: 'unable to download the media sent by the user',
	},
	131053: {
		fault: 'mediaRejected',
		message: 'WhatsApp did not accept the file.',
		usual: 'unable to upload the media used in the message',
	},
	131055: {
		fault: 'unsupported',
		message:
			'WhatsApp does not take this message this way: its marketing API takes marketing templates only.',
		hint: 'Send a marketing template, or let the gateway send other messages the usual way.',
		usual: 'only marketing template messages are supported',
	},
	131056: {
		fault: 'pairRateLimited',
		message: 'Too many messages went to this one person in a short time.',
		usual: 'too many messages sent from the sender phone number',
	},
	131057: {
		fault: 'temporarilyUnavailable',
		message: 'The WhatsApp account is in maintenance.',
		usual: 'business account is in maintenance mode',
	},
	131060: {
		fault: 'unsupported',
		message:
			'WhatsApp cannot pass this message on: it came from an app or a device that does not share it.',
		hint: 'Look at the message in the WhatsApp Business app, or ask the person to send it again.',
	},
	131062: {
		fault: 'unsupported',
		message: 'This message needs the person’s phone number, which the person hides.',
		hint: 'Ask the person for the number, or send a message without a one-time password.',
		usual: 'bsuid recipients are not supported',
	},
	131063: {
		fault: 'notConfigured',
		message:
			'Marketing templates are switched off for this way of sending in the WhatsApp Business Account.',
		hint: 'Send a utility template, or switch marketing templates on again in the account’s settings.',
		usual: 'your template is categorized as marketing',
	},
	131064: {
		fault: 'spamLimited',
		message: 'WhatsApp limits this account because some of its templates have a wrong category.',
		hint: 'Correct the categories of the templates in WhatsApp Manager. The limit ends by itself.',
		usual:
			'message failed to send because this account has reached its messaging limit due to template classification',
	},
	132000: {
		fault: 'templateParameters',
		message: 'The number of values differs from the number of the template’s placeholders.',
		usual: 'the number of variable parameter values included in the request did not match',
	},
	132001: {
		fault: 'templateNotFound',
		message: 'WhatsApp has no approved template of this name in this language.',
		usual: 'the template does not exist in the specified language',
	},
	132005: {
		fault: 'templateParameters',
		message: 'The filled template is longer than WhatsApp allows.',
		hint: 'Shorten the values.',
		usual: 'translated text',
	},
	132007: {
		fault: 'contentRejected',
		message: 'The template’s text is against WhatsApp’s policy.',
		hint: 'Change the template’s text in WhatsApp Manager, or use another template.',
		usual: 'template content violates a whatsapp policy',
	},
	132012: {
		fault: 'templateParameters',
		message: 'A value does not have the form that the template’s placeholder asks for.',
		hint: 'Look in WhatsApp Manager what the placeholder stands for: a date, an amount and a file each have their own form.',
		usual: 'variable parameter values formatted incorrectly',
	},
	132015: {
		fault: 'templatePaused',
		message: 'WhatsApp has paused this template.',
		usual: 'template is paused due to low quality',
	},
	132016: {
		fault: 'templatePaused',
		message: 'WhatsApp has disabled this template permanently.',
		hint: 'Use another template.',
		usual: 'template has been paused too many times',
	},
	132018: {
		fault: 'templateParameters',
		message:
			'A value holds a line break, a tab or a long gap, which WhatsApp refuses in a template.',
		hint: 'Take line breaks, tabs and long gaps out of the values.',
		usual: "there's an issue with the parameters",
	},
	132019: {
		fault: 'templateParameters',
		message: 'WhatsApp did not accept a part of the template.',
		hint: 'Pick the template from the list again, and compare its values with what WhatsApp Manager shows.',
	},
	132068: {
		fault: 'contentRejected',
		message: 'WhatsApp has blocked the flow of this message.',
		hint: 'Look at the flow in WhatsApp Manager.',
		usual: 'flow is in blocked state',
	},
	132069: {
		fault: 'rateLimited',
		message: 'WhatsApp slows down the flow of this message.',
		hint: 'Send this flow more slowly, or look at it in WhatsApp Manager.',
		usual: 'flow is in throttled state',
	},
	133000: {
		fault: 'notConfigured',
		message: 'The sender number was not removed from WhatsApp completely.',
		hint: 'Remove the number once more in WhatsApp Manager or at the gateway, then register it again.',
		usual: 'a previous deregistration attempt failed',
	},
	133004: {
		fault: 'temporarilyUnavailable',
		message: later,
		usual: 'server is temporarily unavailable',
	},
	133005: {
		fault: 'notConfigured',
		message: 'WhatsApp does not accept the sender’s PIN.',
		hint: 'Register the number again with its right PIN in WhatsApp Manager or at the gateway.',
		usual: 'two-step verification pin incorrect',
	},
	133006: {
		fault: 'notConfigured',
		message: 'WhatsApp requires the sender number to be verified again.',
		hint: 'Verify the number in WhatsApp Manager or at the gateway, then run the node again.',
		usual: 'phone number needs to be verified',
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
		usual: 'phone number is not registered',
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
		usual: 'registration or deregistration failed',
	},
	134011: {
		fault: 'notConfigured',
		message: 'The terms of WhatsApp’s payments are not accepted for this account yet.',
		hint: 'Accept the terms in WhatsApp Manager, then run the node again.',
	},
	134100: {
		fault: 'unsupported',
		message: 'WhatsApp’s marketing API takes marketing templates only.',
		hint: 'Send a marketing template, or let the gateway send this one the usual way.',
		usual: "you're only able to send marketing messages",
	},
	134101: {
		fault: 'temporarilyUnavailable',
		message:
			'WhatsApp is still preparing this template for its marketing API, and accepted nothing.',
		hint: 'Wait ten minutes, then run the node again.',
		usual: 'when you send a message from a template, the template syncing process',
	},
	134102: {
		fault: 'notConfigured',
		message: 'This template, or the account, is not ready for WhatsApp’s marketing API.',
		hint: 'Look at the account’s marketing messages in WhatsApp Manager, or send the template the usual way.',
	},
	135000: {
		fault: 'invalidRequest',
		message: 'WhatsApp did not accept the message and does not say why.',
		hint: 'Compare the item with one that was sent: usually a field or a value of the template differs.',
		usual: 'message failed to send because of an unknown error with your request parameters',
	},
};
