import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { toFlowStepEvent } from '../../gatewayKit/flowStep';
import { equalInConstantTime } from '../../gatewayKit/signature';

/** An Auto Flow's step Webhook does not sign; the user gives it a header with a secret of their own. */
function verify({ headers }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	return equalInConstantTime(headers['x-wacr-secret'] ?? '', String(webhookSecret))
		? 'genuine'
		: 'forged';
}

/**
 * WA.CR sends neither messages nor statuses; a step of an Auto Flow can call. The other way round, a call
 * that starts a flow, is none of ours.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (WA.cr Trigger)
 */
export const webhook: Webhook = {
	verify,
	events: ({ json }) => [toFlowStepEvent(json, 'wacrDeveloper')],
	lacksStatuses: true,
	setup: [
		'WA.CR sends no messages to a webhook: use the WhatsApp Gateway Polling Trigger for them.',
		'A Webhook step of an Auto Flow can call this workflow: publish it, and paste its address into the step: {url}. It must be a public address that begins with https://.',
		'Give the step a header x-wacr-secret, and put its value into Webhook Signing Secret of the credential. Such a call is the event Anything Else; WA.CR does not repeat one that failed.',
	],
};
