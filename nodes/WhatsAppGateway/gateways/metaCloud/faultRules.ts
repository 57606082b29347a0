import type { RefusalRule } from '../../gatewayKit/refusalRule';
import { versionHint } from './graphPath';

/** Codes whose meaning depends on the request, beside the table that every gateway shares. */
export const faultRules = [
	{
		example: '2635',
		when: { code: '2635' },
		fault: 'notConfigured',
		message: 'Meta has retired the version of the Graph API that the credential names.',
		hint: versionHint,
	},
	{
		example: '2500',
		when: { code: '2500' },
		fault: 'notConfigured',
		message:
			'Meta does not know the version of the Graph API that the credential names, or the address.',
		hint: `${versionHint} Leave Base URL empty.`,
	},
	{
		example: '1',
		when: { code: '1', sends: true },
		fault: 'unknownOutcome',
		message: 'Meta failed and does not say why, or whether the message was sent.',
		hint: 'Look whether the message arrived before you send it again, or the person may get it twice: its status comes to the trigger.',
		sent: 'unknown',
	},
	{
		// An id in the path that the token cannot see, or that does not exist.
		example: '100, subcode 33',
		when: { code: '100', subcode: '33' },
		fault: 'notConfigured',
		message:
			'Meta knows no such Phone Number ID, Business Account ID or group, or hides it from this access token.',
		hint: 'Compare the IDs in the credential with WhatsApp Manager, and that of a group with Group: Get Many; give the token’s system user access to the account.',
	},
	{
		example: '100, Tried accessing nonexisting field',
		when: { code: '100', text: /nonexisting field/i },
		fault: 'notConfigured',
		message:
			'Meta has no such field here: an ID may be that of something else, or the version of the Graph API does not have the field.',
		hint: 'Compare Phone Number ID and Business Account ID in the credential with WhatsApp → API Setup in the App Dashboard.',
		quotesGateway: true,
	},
	{
		// Source: https://github.com/chatwoot/chatwoot/pull/13279
		example: '100, must be subscribed to receive messages',
		when: { code: '100', text: /must be subscribed to receive messages/i },
		fault: 'notConfigured',
		message: 'Meta sends this app no messages yet.',
		hint: 'In the App Dashboard, WhatsApp → Configuration, enter a callback URL and subscribe to the field messages, then publish again. Any address that passes Meta’s check will do: the trigger’s own URL replaces it.',
		quotesGateway: true,
	},
	{
		// Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started
		example: '2200',
		when: { code: '2200' },
		fault: 'notConfigured',
		message: 'Meta asked the webhook’s URL for a confirmation and did not get it.',
		hint: 'Meta must reach this n8n: check WEBHOOK_URL, and that the proxy in front of n8n lets GET and POST requests below /webhook through.',
		quotesGateway: true,
	},
	// Source of the next ones: https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users/
	{
		example: '139100',
		when: { code: '139100' },
		fault: 'recipientInvalid',
		message: 'WhatsApp did not change who is blocked.',
		hint: 'Only people who wrote to this number within the last 24 hours can be blocked, and no other businesses.',
		quotesGateway: true,
	},
	{
		example: '139101',
		when: { code: '139101' },
		fault: 'planLimit',
		message: 'As many people are blocked as WhatsApp allows for a number: 64,000.',
		hint: 'Unblock some of them first.',
	},
	{
		example: '139102',
		when: { code: '139102' },
		fault: 'temporarilyUnavailable',
		message: 'Somebody else was changing who is blocked at the same moment.',
		hint: 'Nothing was changed. Run the node again.',
	},
	{
		example: '139103',
		when: { code: '139103' },
		fault: 'temporarilyUnavailable',
		message: 'WhatsApp failed and did not change who is blocked.',
		hint: 'Run the node again in a few minutes.',
	},
] as const satisfies readonly RefusalRule[];
