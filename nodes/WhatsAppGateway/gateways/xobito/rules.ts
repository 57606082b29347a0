import type { FaultRule } from '../../core/faults';
import type { TextFaultRule } from '../../gatewayKit/faultRule';

/**
 * Xobito has no codes, only sentences. Those about plans, templates and the window are not written
 * out in its pages and are told by their words.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export const rules: readonly TextFaultRule[] = [
	{
		example: 'Invalid tenant subdomain',
		text: /tenant subdomain/i,
		fault: 'notConfigured',
		message: 'Xobito has no workspace with this subdomain.',
		hint: 'Open the credential and write into Workspace Subdomain only the part before .xobito.com.',
	},
	{
		status: 401,
		example: 'API token is required',
		text: /token is required/i,
		fault: 'invalidCredential',
		message: 'The request reached Xobito without an access token.',
		hint: 'Put the access token into the credential. If it is there, see whether a proxy removes the header Authorization.',
	},
	{
		example: 'Monthly API quota exceeded for this token',
		text: /\bquota\b/i,
		fault: 'quotaExceeded',
		message: 'The access token’s quota at Xobito is used up.',
	},
	{
		status: 403,
		example: 'You have reached the limit of your plan',
		text: /\b(?:plan|limit|upgrade|subscription)\b/i,
		fault: 'planLimit',
		message: 'The Xobito workspace has reached a limit of its plan.',
	},
	{
		example: 'Template not found',
		text: /template\b.*\b(?:not found|does not exist|could not be found|name is invalid)/i,
		fault: 'templateNotFound',
		message: 'Xobito has no template of this name in this language.',
	},
	{
		example: 'Template is not approved',
		text: /template\b.*\bnot (?:yet |been )*approved|approved templates?\b/i,
		fault: 'templateNotApproved',
		message: 'WhatsApp has not approved this template in this language.',
	},
	{
		example: 'The 24-hour customer service window is closed',
		text: /re-?engagement|24[ -]hours?\b|service window/i,
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp takes only a template.',
	},
	{
		example: 'Failed to send message',
		// A connection that broke off between Xobito and WhatsApp leaves the outcome open.
		text: /^(?!.*(?:timed? ?out|cURL error)).*failed to send/is,
		fault: 'notDelivered',
		message: 'WhatsApp did not take the message, and Xobito does not say why.',
	},
	{
		status: 404,
		example: 'Message not found',
		text: /message not found/i,
		fault: 'notFound',
		message: 'Xobito has no message with this id.',
		hint: 'Use messageId of the receipt of Send: WhatsApp’s own id, which begins with “wamid.”.',
	},
	{
		status: 404,
		example: 'Contact not found',
		text: /contact not found/i,
		fault: 'notFound',
		message: 'Xobito has no such contact.',
	},
];

/** A permission that the token lacks; where Xobito names it, so do we. */
export const lacksAbility: FaultRule = {
	example: 'Token does not have the required ability: messages.send',
	fault: 'missingScope',
	message: 'The access token lacks the permission that Xobito names.',
	hint: 'Give the token this ability in Xobito’s dashboard, or create one that has it.',
};

/** A path that is not there at all, as in version 3 of the platform for some. */
export const notOffered: FaultRule = {
	example: 'The route api/v1/acme/phone/validate could not be found.',
	fault: 'unsupported',
	message: 'This Xobito workspace does not offer this.',
	hint: 'Check that the Base URL in the credential ends with /api/v1. If it does, this version of Xobito lacks it.',
};

/** What a refused field means, found by `errors.` and its name; the last row is for every other one. */
export const fieldRules = [
	{
		example: 'errors.field_1',
		text: /^errors\.(?:field_\d+|header_field_\d+|button_\d+|header_(?:image|video|document)_(?:url|file))$/,
		fault: 'templateParameters',
		message: 'Xobito did not accept the template’s values.',
	},
	{
		example: 'errors.media_url',
		text: /^errors\.media_(?:url|file)$/,
		fault: 'mediaRejected',
		message: 'Xobito did not accept the file.',
	},
	{
		example: 'errors.phone_number',
		text: /^errors\./,
		fault: 'invalidRequest',
		message: 'Xobito did not accept the request.',
	},
] as const satisfies readonly TextFaultRule[];

/** Everything that Xobito says, for people to read. */
export const allRules: readonly FaultRule[] = [...rules, lacksAbility, notOffered, ...fieldRules];
