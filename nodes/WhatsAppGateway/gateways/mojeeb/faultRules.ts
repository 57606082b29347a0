import type { RefusalRule } from '../../gatewayKit/refusalRule';

/** What one of Mojeeb's codes or types means. */
type Meaning = Omit<RefusalRule, 'example' | 'when'>;

const freshKey =
	'Create a new API key on the page API Keys of Mojeeb’s dashboard and enter it as Access Token in the credential.';
const copyAgent =
	'Copy the Agent ID again from the page API Keys of Mojeeb’s dashboard into the credential.';
const reconnect = 'Connect the number again in Mojeeb’s dashboard, then run the node again.';

/** Source: https://docs.mojeeb.app/docs/developers/errors */
const codes: Readonly<Record<string, Meaning>> = {
	invalid_api_key: {
		fault: 'invalidCredential',
		message: 'Mojeeb does not accept the access token (Mojeeb’s API key).',
	},
	revoked_api_key: {
		fault: 'invalidCredential',
		message: 'The access token (Mojeeb’s API key) was revoked.',
		hint: freshKey,
	},
	expired_api_key: {
		fault: 'invalidCredential',
		message: 'The access token (Mojeeb’s API key) has expired.',
		hint: freshKey,
	},
	insufficient_scope: {
		fault: 'missingScope',
		message: 'The access token (Mojeeb’s API key) lacks a permission.',
	},
	agent_not_authorized: {
		fault: 'missingScope',
		message: 'The access token (Mojeeb’s API key) is not allowed to act for this agent.',
		hint: 'Allow the agent on the page API Keys of Mojeeb’s dashboard, or use the Agent ID of an allowed one.',
	},
	invalid_agent_id: {
		fault: 'notConfigured',
		message: 'The Agent ID does not look like one of Mojeeb’s.',
		hint: copyAgent,
	},
	agent_not_found: {
		fault: 'notConfigured',
		message: 'Mojeeb has no agent with this Agent ID.',
		hint: copyAgent,
	},
	invalid_phone_number: {
		fault: 'recipientInvalid',
		message: 'Mojeeb cannot read the recipient’s number.',
	},
	invalid_from_phone: {
		fault: 'notConfigured',
		message: 'Mojeeb cannot read the Sender Number.',
		hint: 'Write it with its country prefix and without spaces: +15557654321.',
	},
	from_phone_not_found_for_agent: {
		fault: 'notConfigured',
		message: 'The Sender Number is not connected to this agent.',
		hint: 'Enter a Sender Number that is connected to the agent, or connect this one in Mojeeb’s dashboard.',
	},
	invalid_template_name: {
		fault: 'templateNotFound',
		message: 'A template cannot have this name.',
		hint: 'Write the name as WhatsApp Manager shows it: small letters, digits and underscores.',
	},
	template_not_found: {
		fault: 'templateNotFound',
		message: 'The sender number has no template of this name.',
	},
	template_not_found_for_language: {
		fault: 'templateNotFound',
		message: 'The template does not exist in this language.',
	},
	template_rejected: {
		fault: 'contentRejected',
		message: 'WhatsApp rejected the template.',
		quotesGateway: true,
	},
	invalid_request: {
		fault: 'invalidRequest',
		message: 'Mojeeb did not accept the request.',
		quotesGateway: true,
	},
	message_not_found: {
		fault: 'notFound',
		message: 'Mojeeb has no such message.',
		hint: 'Check the message ID; an access token that is limited to some agents sees only their messages.',
	},
	endpoint_not_found: {
		fault: 'notFound',
		message: 'Mojeeb has no such address.',
		hint: 'Check that the Base URL in the credential has no path, or leave it empty.',
	},
	not_found: { fault: 'notFound', message: 'Mojeeb does not have what was asked for.' },
	assignee_not_allowed: {
		fault: 'invalidRequest',
		message: 'Mojeeb has no colleague with this user ID who may open the agent.',
		hint: 'Choose a colleague who may from the list of the field Colleague, or let this one open the agent in Mojeeb’s dashboard.',
	},
	not_note_author: {
		fault: 'missingScope',
		message: 'A colleague wrote this comment: Mojeeb lets only its author change or delete it.',
		hint: 'Use an API key that its author has created, or let the author do it in Mojeeb’s dashboard.',
	},
	system_note_read_only: {
		fault: 'invalidRequest',
		message: 'Mojeeb itself has noted this, and nobody can change or delete it.',
		hint: 'Leave out comments that have a label, such as status_change.',
	},
	too_many_leads: {
		fault: 'invalidRequest',
		message: 'More leads match by now than may change, so none has changed.',
		hint: 'Run the node again: it counts them anew.',
	},
	field_key_taken: {
		fault: 'invalidRequest',
		message: 'Another field of leads has this key.',
		hint: 'Choose another key, or change the field that has it with Lead: Update Field.',
	},
	lead_field_limit_reached: {
		fault: 'planLimit',
		message: 'The agent has 50 fields of its own for leads, and Mojeeb takes no more.',
		hint: 'Delete one that is not needed with Lead: Delete Field.',
	},
	system_field: {
		fault: 'invalidRequest',
		message: 'Every agent of Mojeeb has this field, and nobody can change or delete it.',
		hint: 'Leave out fields with builtIn; the statuses of leads are changed in Mojeeb’s dashboard.',
	},
	connection_inactive: {
		fault: 'notConfigured',
		message: 'The sender’s WhatsApp connection is switched off at Mojeeb.',
		hint: 'Switch the connection on in Mojeeb’s dashboard, then run the node again.',
	},
	connection_needs_reconnection: {
		fault: 'notConfigured',
		message: 'Mojeeb has lost its access to the sender’s WhatsApp account.',
		hint: reconnect,
	},
	idempotency_key_in_progress: {
		fault: 'conflict',
		hasRetryAfter: true,
		message: 'Mojeeb is still processing the same message.',
		hint: 'Nothing was sent twice. Run the node again in a few seconds: the same key gives the first answer.',
		sent: 'unknown',
	},
	idempotency_key_in_use_with_different_params: {
		fault: 'conflict',
		hasRetryAfter: true,
		message: 'Another message went out under the same key within the last 24 hours.',
		hint: 'This one was not sent. Give each message a key of its own, and keep a message as it was when it is sent again.',
	},
	rate_limit_exceeded: {
		fault: 'rateLimited',
		message: 'Mojeeb accepts no more requests with this access token at the moment.',
		hint: 'The node has waited and tried again as long as it may. Set the option Messages per Minute, or raise the limit of the API key in Mojeeb’s dashboard.',
	},
	meta_unavailable: {
		fault: 'temporarilyUnavailable',
		message: 'WhatsApp does not answer Mojeeb at the moment.',
	},
};

/**
 * For codes that are not in the table, among them the quota's, which are not documented.
 * `upstream_error` and `internal_error` say no more than the status does.
 */
const types: Readonly<Record<string, Meaning>> = {
	authentication_error: {
		fault: 'invalidCredential',
		message: 'Mojeeb does not accept the access token (Mojeeb’s API key).',
	},
	permission_error: { fault: 'missingScope', message: 'Mojeeb does not permit this.' },
	validation_error: { fault: 'invalidRequest', message: 'Mojeeb did not accept the request.' },
	idempotency_error: {
		fault: 'conflict',
		hasRetryAfter: true,
		message: 'Mojeeb already knows the key of this message.',
		sent: 'unknown',
	},
	rate_limit_error: {
		fault: 'rateLimited',
		message: 'Mojeeb accepts no more requests at the moment.',
	},
	quota_error: { fault: 'quotaExceeded', message: 'The quota at Mojeeb is used up.' },
	not_found_error: { fault: 'notFound', message: 'Mojeeb does not have what was asked for.' },
};

/** Mojeeb's codes, then its types, to whose sentences Mojeeb's own text is added. */
export const faultRules: readonly RefusalRule[] = [
	...Object.entries(codes).map(([code, rule]) => ({ example: code, when: { code }, ...rule })),
	...Object.entries(types).map(([type, rule]) => ({
		example: type,
		when: { type },
		quotesGateway: true as const,
		...rule,
	})),
];
