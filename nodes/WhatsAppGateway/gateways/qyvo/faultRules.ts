import type { FaultRule } from '../../core/faults';
import type { RefusalRule } from '../../gatewayKit/refusalRule';

/** Qyvo explains these statuses; in others, its text is that of a broken server. */
const refused = [400, 499] as const;

/** Refused fields, with a reason for each. */
export const fieldRule = {
	example: 'The given data was invalid.',
	fault: 'invalidRequest',
	message: 'Qyvo did not accept the request.',
} as const satisfies FaultRule;

/** Qyvo has no codes, only sentences. Source: https://www.qyvo.io/docs/errors */
export const textRules = [
	{
		example: 'Template not found',
		when: { status: refused, text: /^Template not found/i },
		fault: 'templateNotFound',
		message: 'Qyvo does not have this template any more.',
	},
	{
		example: 'Template has no approved translation to send.',
		when: { status: refused, text: /no approved translation/i },
		fault: 'templateNotApproved',
		message: 'WhatsApp has not approved any translation of this template yet.',
	},
	{
		example: 'Template requires variables that were not provided.',
		when: { status: refused, text: /requires variables/i },
		fault: 'templateParameters',
		message: 'The template has placeholders without a value.',
	},
	{
		example: 'No WhatsApp account configured',
		when: { status: refused, text: /No WhatsApp account configured/i },
		fault: 'notConfigured',
		message: 'No WhatsApp number is connected to this Qyvo workspace.',
		hint: 'Connect a WhatsApp number in Qyvo’s settings, then run the node again.',
	},
	{
		example: 'No workspace configured for this account.',
		when: { status: refused, text: /No workspace configured/i },
		fault: 'notConfigured',
		message: 'The owner of this access token belongs to no Qyvo workspace.',
		hint: 'Create the access token as a user who is a member of the workspace.',
	},
	{
		example: 'Personal access client not found',
		when: { status: refused, text: /Personal access client not found/i },
		fault: 'notConfigured',
		message: 'Qyvo cannot check access tokens at the moment: a part of its own set-up is missing.',
		hint: 'Tell Qyvo’s support; nothing can be done about it in n8n.',
	},
	{
		example: 'The route api/messages could not be found.',
		when: { status: refused, text: /^The route .* could not be found/i },
		fault: 'notFound',
		message: 'Qyvo has no such address.',
		hint: 'Check that the Base URL in the credential ends with /api/v1, or leave it empty.',
	},
	{
		example: 'Contact not found',
		when: { status: refused, text: /^Contact not found/i },
		fault: 'notFound',
		message: 'Qyvo has no such contact.',
	},
	{
		example: 'Sequence not found or not published',
		when: { status: refused, text: /(Sequence|Flow) not found or not published/i },
		fault: 'notFound',
		message: 'Qyvo has no such sequence or flow, or it is not published.',
	},
] as const satisfies readonly RefusalRule[];
