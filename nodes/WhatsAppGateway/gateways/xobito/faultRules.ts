import type { FaultRule } from '../../core/faults';
import type { RefusalRule } from '../../gatewayKit/refusalRule';

/**
 * Xobito has no codes, only sentences. Those about plans, templates and the window are not documented
 * literally and are recognized by words in them.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export const textRules = [
	{
		example: 'Invalid tenant subdomain',
		when: { text: /tenant subdomain/i },
		fault: 'notConfigured',
		message: 'Xobito has no workspace with this subdomain.',
		hint: 'Open the credential and write into Workspace Subdomain only the part before .xobito.com.',
	},
	{
		example: 'API token is required',
		when: { status: 401, text: /token is required/i },
		fault: 'invalidCredential',
		message: 'The request reached Xobito without an access token.',
		hint: 'Put the access token into the credential. If it is there, see whether a proxy removes the header Authorization.',
	},
	{
		example: 'Monthly API quota exceeded for this token',
		when: { text: /\bquota\b/i },
		fault: 'quotaExceeded',
		message: 'The access token’s quota at Xobito is used up.',
	},
	{
		example: 'You have reached the limit of your plan',
		when: { status: 403, text: /\b(?:plan|limit|upgrade|subscription)\b/i },
		fault: 'planLimit',
		message: 'The Xobito workspace has reached a limit of its plan.',
	},
	{
		example: 'Template not found',
		when: {
			text: /^(?=.*template\b).*\b(?:not found|does not exist|could not be found|name is invalid)/is,
		},
		fault: 'templateNotFound',
		message: 'Xobito has no template of this name in this language.',
	},
	{
		example: 'Template is not approved',
		when: {
			text: /^(?=.*template).*(?:\bnot (?:yet |been ){0,2}approved|approved templates?\b)/is,
		},
		fault: 'templateNotApproved',
		message: 'WhatsApp has not approved this template in this language.',
	},
	{
		example: 'The 24-hour customer service window is closed',
		when: { text: /re-?engagement|24[ -]hours?\b|service window/i },
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp accepts only a template.',
	},
	{
		example: 'Failed to send message',
		// An interrupted connection between Xobito and WhatsApp leaves the outcome open.
		when: { text: /^(?!.*(?:timed? ?out|cURL error)).*failed to send/is },
		fault: 'notDelivered',
		message: 'WhatsApp did not accept the message, and Xobito does not say why.',
	},
	{
		example: 'Message not found',
		when: { status: 404, text: /message not found/i },
		fault: 'notFound',
		message: 'Xobito has no message with this id.',
		hint: 'Use messageId of the receipt of Send: WhatsApp’s own id, which begins with “wamid.”.',
	},
	{
		example: 'Contact not found',
		when: { status: 404, text: /contact not found/i },
		fault: 'notFound',
		message: 'Xobito has no such contact.',
	},
] as const satisfies readonly RefusalRule[];

/** A permission that the token lacks; its name is added where Xobito gives it. */
export const missingAbility = {
	example: 'Token does not have the required ability: messages.send',
	fault: 'missingScope',
	message: 'The access token lacks the permission that Xobito names.',
	hint: 'Give the token this ability in Xobito’s dashboard, or create one that has it.',
} as const satisfies FaultRule;

/** A path that does not exist, as some in version 3 of the platform. */
export const notOffered = {
	example: 'The route api/v1/acme/phone/validate could not be found.',
	fault: 'unsupported',
	message: 'This Xobito workspace does not offer this.',
	hint: 'Check that the Base URL in the credential ends with /api/v1. If it does, this version of Xobito lacks it.',
} as const satisfies FaultRule;

/** What a refused field means, by the field's name. */
export const fieldRules = [
	{
		example: 'errors.field_1',
		when: {
			text: /^(?:field_\d+|header_field_\d+|button_\d+|header_(?:image|video|document)_(?:url|file))$/,
		},
		fault: 'templateParameters',
		message: 'Xobito did not accept the template’s values.',
	},
	{
		example: 'errors.media_url',
		when: { text: /^media_(?:url|file)$/ },
		fault: 'mediaRejected',
		message: 'Xobito did not accept the file.',
	},
] as const satisfies readonly RefusalRule[];

/** Any other refused field. */
export const otherFieldRule = {
	example: 'errors.phone_number',
	fault: 'invalidRequest',
	message: 'Xobito did not accept the request.',
} as const satisfies FaultRule;
