import type { GatewayEvent } from '../../core/event';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { toFlowStepEvent } from '../../gatewayKit/flowStep';
import { isForwardedPayload } from '../../gatewayKit/forwardedPayload';
import { equalInConstantTime } from '../../gatewayKit/signature';
import { readMetaWebhook } from '../../whatsapp/metaWebhook';
import { isRecordChange, toRecordEvent } from './contactEvent';

const secretHeader = 'x-wacr-secret';

/**
 * An Auto Flow's step Webhook does not sign; the user gives it a header with a secret of their own.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
function verify({ headers }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	return equalInConstantTime(headers[secretHeader] ?? '', String(webhookSecret))
		? 'genuine'
		: 'forged';
}

/**
 * Webhook Resend of the software beneath WA.CR and Rasl, which forwards what Meta sent. That their users
 * see this setting is an assumption. How Rasl signs its own deliveries is not documented.
 * Source: https://github.com/scarletNexus64/WhatsMark
 */
function isUnsignedKind({ headers, json }: RawDelivery): boolean {
	const isUnsigned = isForwardedPayload(json) || isRecordChange(json);
	return headers[secretHeader] === undefined && isUnsigned;
}

/**
 * Forwarded events of Meta, a change of a record of Rasl, or the step of a flow that a person has reached,
 * which does not hold what they wrote.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
function events({ json }: RawDelivery): GatewayEvent[] {
	if (isForwardedPayload(json)) return readMetaWebhook(json, 'wacr');
	return [isRecordChange(json) ? toRecordEvent(json) : toFlowStepEvent(json, 'wacr')];
}

/** Source: https://github.com/kdctek/n8n-nodes-wacr */
export const webhook: Webhook = {
	verify,
	isUnsignedKind,
	events,
	setup: [
		'If your account has Settings → Webhook Settings → Webhook Resend: enter letters and digits that are hard to guess in the option Secret in the URL, publish the workflow, and paste its address into Webhook Resend: {url}. Messages, taps and statuses then come as Meta sends them, but files cannot be downloaded: that needs an access token of Meta.',
		'If it does not: use the WhatsApp Gateway Polling Trigger for messages.',
		'Rasl can also report contacts: with the same secret, paste the address into its webhook for contacts: {url}. A new one is the event Contact Created, everything else Anything Else.',
		'A Webhook step of an Auto Flow can also call this workflow: paste its address into the step: {url}.',
		'Give the step a header x-wacr-secret, and put its value into Webhook Signing Secret of the credential. Such a call is the event Anything Else.',
	],
};
