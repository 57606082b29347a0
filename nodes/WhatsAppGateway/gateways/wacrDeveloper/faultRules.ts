import type { RefusalRule } from '../../gatewayKit/refusalRule';

/**
 * The codes of `{ok: false, status, error: {code, message}}`.
 * Sources: https://github.com/kdctek/n8n-nodes-wacr and https://github.com/kdctek/kdc-wacr-recoveryflow
 */
export const faultRules = [
	{
		example: 'missing_token',
		when: { code: 'missing_token' },
		fault: 'invalidCredential',
		message: 'WA.CR found no API key in the request.',
	},
	{
		example: 'invalid_key',
		when: { code: 'invalid_key' },
		fault: 'invalidCredential',
		message: 'WA.CR does not accept the API key.',
		hint: 'Copy the key from Developers in the console of WA.CR into Access Token. A token of Settings → API in the app is one of the other API: for it, choose WA.CR / Rasl as Gateway.',
	},
	{
		example: 'key_revoked',
		when: { code: 'key_revoked' },
		fault: 'invalidCredential',
		message: 'The API key was revoked in WA.CR.',
		hint: 'Create a new key under Developers in the console of WA.CR, and enter it as Access Token in the credential.',
	},
	{
		example: 'insufficient_scope',
		when: { code: 'insufficient_scope' },
		fault: 'missingScope',
		message: 'The API key lacks a permission that WA.CR asks for here.',
	},
	{
		example: 'plan_upgrade_required',
		when: { code: 'plan_upgrade_required' },
		fault: 'planLimit',
		message: 'The plan of this WA.CR workspace does not include the developer API.',
		hint: 'The developer API comes with the plan Scale and above: upgrade in WA.CR.',
	},
	{
		example: 'rate_limited',
		when: { code: 'rate_limited' },
		fault: 'rateLimited',
		message: 'WA.CR accepts no more requests at the moment.',
	},
	{
		example: 'unknown_sender',
		when: { code: 'unknown_sender' },
		fault: 'notConfigured',
		message: 'WA.CR has no connected number with this Sender Channel ID.',
		hint: 'Compare Sender Channel ID, in the credential or in the options of the node, with the connected channels of WA.CR, or leave it empty.',
	},
	{
		example: 'unknown_channel',
		when: { code: 'unknown_channel' },
		fault: 'notConfigured',
		message: 'WA.CR does not know the channel that the message is to be sent from.',
		hint: 'Compare Sender Channel ID, in the credential or in the options of the node, with the connected channels of WA.CR, or leave it empty.',
	},
	{
		example: 'channel_not_implemented',
		when: { code: 'channel_not_implemented' },
		fault: 'unsupported',
		message: 'WA.CR does not send through this kind of channel yet.',
		quotesGateway: true,
	},
	{
		// An interrupted connection between WA.CR and WhatsApp leaves the outcome open.
		example: 'send_failed: The request to WhatsApp timed out.',
		when: { code: 'send_failed', text: /tim(?:ed |e-?)out|connection (?:reset|closed)/i },
		fault: 'unknownOutcome',
		message: 'WA.CR got no answer from WhatsApp and does not know whether the message was sent.',
		sent: 'unknown',
	},
	{
		example: 'send_failed',
		when: { code: 'send_failed' },
		fault: 'notDelivered',
		message: 'WhatsApp did not accept the message.',
		quotesGateway: true,
	},
	{
		example: 'invalid_body',
		when: { code: 'invalid_body' },
		fault: 'invalidRequest',
		message: 'WA.CR did not accept the request.',
		quotesGateway: true,
	},
	{
		example: '413',
		when: { status: 413 },
		fault: 'invalidRequest',
		message: 'The request is larger than WA.CR takes.',
		hint: 'A broadcast has at most 500 contacts, and a flow gets at most 64 KB of values.',
		quotesGateway: true,
	},
	{
		example: 'invalid_source',
		when: { code: 'invalid_source' },
		fault: 'invalidRequest',
		message: 'WA.CR did not accept a source that the request names.',
		quotesGateway: true,
	},
	{
		example: 'not_found',
		when: { code: 'not_found' },
		fault: 'notFound',
		message: 'WA.CR does not have what was asked for.',
		quotesGateway: true,
	},
] as const satisfies readonly RefusalRule[];
