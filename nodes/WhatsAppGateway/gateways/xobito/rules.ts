import type { FaultRule } from '../../core/answer';

/**
 * Xobito has no codes, only sentences. Those about plans, templates and the window are not written
 * out in its pages and are told by their words.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export const rules: readonly FaultRule[] = [
	{
		text: /tenant subdomain/i,
		fault: 'notConfigured',
		message: 'Xobito has no workspace with this subdomain.',
		hint: 'Open the credential and write into Workspace Subdomain only the part before .xobito.com.',
	},
	{
		status: 401,
		text: /token is required/i,
		fault: 'invalidCredential',
		message: 'The request reached Xobito without an access token.',
		hint: 'Put the access token into the credential. If it is there, see whether a proxy removes the header Authorization.',
	},
	{
		text: /\bquota\b/i,
		fault: 'quotaExceeded',
		message: 'The access token’s quota at Xobito is used up.',
	},
	{
		status: 403,
		text: /\b(?:plan|limit|upgrade|subscription)\b/i,
		fault: 'planLimit',
		message: 'The Xobito workspace has reached a limit of its plan.',
	},
	{
		text: /template\b.*\b(?:not found|does not exist|could not be found|name is invalid)/i,
		fault: 'templateNotFound',
		message: 'Xobito has no template of this name in this language.',
	},
	{
		text: /template\b.*\bnot (?:yet |been )*approved|approved templates?\b/i,
		fault: 'templateNotApproved',
		message: 'WhatsApp has not approved this template in this language.',
	},
	{
		text: /re-?engagement|24[ -]hours?\b|service window/i,
		fault: 'windowClosed',
		message:
			'This person has not written to you in the last 24 hours, so WhatsApp takes only a template.',
	},
	{
		// A connection that broke off between Xobito and WhatsApp leaves the outcome open.
		text: /^(?!.*(?:timed out|cURL error)).*failed to send/is,
		fault: 'notDelivered',
		message: 'WhatsApp did not take the message, and Xobito does not say why.',
	},
	{
		status: 404,
		text: /message not found/i,
		fault: 'notFound',
		message: 'Xobito has no message with this id.',
		hint: 'Use messageId of the receipt of Send: WhatsApp’s own id, which begins with “wamid.”.',
	},
	{
		status: 404,
		text: /contact not found/i,
		fault: 'notFound',
		message: 'Xobito has no such contact.',
	},
];
