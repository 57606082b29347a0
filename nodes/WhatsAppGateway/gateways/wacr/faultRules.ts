import type { FaultRule } from '../../core/faults';
import type { RefusalRule } from '../../gatewayKit/refusalRule';

/** Refused fields, with a reason for each. */
export const fieldRule = {
	example: 'VALIDATION_ERROR',
	fault: 'invalidRequest',
	message: 'WA.CR did not accept the request.',
} as const satisfies FaultRule;

/**
 * Matched against code and text, `NOT_FOUND: Template not found`.
 * Source: https://docs.app.wa.cr/ (Send Text Message)
 */
export const textRules = [
	{
		example: 'UNAUTHORIZED',
		when: { text: /^UNAUTHORIZED\b/ },
		fault: 'invalidCredential',
		message: 'WA.CR does not accept the access token.',
	},
	{
		example: 'INSUFFICIENT_SCOPE',
		when: { text: /^INSUFFICIENT_SCOPE\b/ },
		fault: 'missingScope',
		message: 'The access token lacks a permission that WA.CR asks for here.',
	},
	{
		example: 'FEATURE_LIMIT_EXCEEDED',
		when: { text: /^FEATURE_LIMIT_EXCEEDED\b/ },
		fault: 'planLimit',
		message: 'The plan of this WA.CR account does not include this, or its limit is reached.',
		quotesGateway: true,
	},
	{
		// Source: https://docs.app.wa.cr/send-otpverification-code-28559796e0
		example: 'FEATURE_NOT_AVAILABLE',
		when: { text: /^FEATURE_NOT_AVAILABLE\b/ },
		fault: 'planLimit',
		message: 'The plan of this WA.CR account does not include this.',
		quotesGateway: true,
	},
	{
		example: 'CONTACT_OPTED_OUT',
		when: { text: /^CONTACT_OPTED_OUT\b/ },
		fault: 'recipientOptedOut',
		message: 'This person has opted out of your messages at WA.CR.',
	},
	{
		// Source: https://docs.app.wa.cr/add-comment-28559825e0
		example: 'NOT_FOUND: Chat conversation not found',
		when: { text: /^(?=.*\bconversation\b).*\bnot found/is },
		fault: 'notFound',
		message: 'WA.CR has no chat with this person.',
		hint: 'A chat begins with the first message to or from the person.',
	},
	{
		example: 'NOT_FOUND: Contact not found',
		when: { text: /^(?=.*\bcontact\b).*\b(?:not found|does not exist)/is },
		fault: 'notFound',
		message: 'WA.CR has no such contact.',
		hint: 'Check the ID of the contact. Without the option Contact ID, WA.CR finds the person by the number.',
	},
	{
		example: 'NOT_FOUND: Template not found',
		when: { text: /^(?=.*\btemplate\b).*\b(?:not found|does not exist|not approved)/is },
		fault: 'templateNotFound',
		message: 'WA.CR has no approved template of this name in this language.',
	},
	{
		example: 'The route api/messages/text could not be found.',
		when: { text: /^(?=.*\broute\b).*\bcould not be found/is },
		fault: 'notFound',
		message: 'WA.CR has no such address.',
		hint: 'Check that the Base URL in the credential ends with /api/v2, or leave it empty.',
	},
	{
		example: 'NOT_FOUND',
		when: { text: /^NOT_FOUND\b/ },
		fault: 'notFound',
		message: 'WA.CR does not have what was asked for.',
		quotesGateway: true,
	},
	{
		example: 'WHATSAPP_NOT_CONFIGURED',
		when: { text: /^WHATSAPP_NOT_CONFIGURED\b/ },
		fault: 'notConfigured',
		message: 'No WhatsApp number is connected to this WA.CR account.',
		hint: 'Connect a WhatsApp number in the settings of WA.CR, then run the node again.',
	},
	{
		example: 'RATE_LIMIT_EXCEEDED',
		when: { text: /^RATE_LIMIT_EXCEEDED\b/ },
		fault: 'rateLimited',
		message: 'WA.CR accepts no more requests at the moment.',
	},
	{
		// A closed 24-hour window has no code of its own and is refused with this one.
		example: 'MESSAGE_SEND_FAILED',
		// An interrupted connection between WA.CR and WhatsApp leaves the outcome open.
		when: { text: /^(?!.*(?:timed? ?out|cURL error))MESSAGE_SEND_FAILED\b/is },
		fault: 'notDelivered',
		message: 'WhatsApp did not accept the message.',
		quotesGateway: true,
	},
] as const satisfies readonly RefusalRule[];
