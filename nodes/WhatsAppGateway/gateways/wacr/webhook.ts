import { createContact, createEvent, type GatewayEvent } from '../../core/event';
import { asObject, asText } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime } from '../../gatewayKit/signature';
import { eventId, joinIds, toE164, toIsoTime, unknownTime } from '../../whatsapp/eventFields';

/**
 * An Auto Flow's step Webhook does not sign; the user gives it a header with a secret of their own.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
function verify({ headers }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	return equalInConstantTime(headers['x-wacr-secret'] ?? '', String(webhookSecret))
		? 'genuine'
		: 'forged';
}

/** The step of a flow that a person has reached; the delivery does not hold what they wrote. */
function events({ json }: RawDelivery): GatewayEvent[] {
	const body = asObject(json);
	const contact = asObject(body['contact']);
	const { nodeId } = asObject(body['flow']);
	const parts = [body['event'], body['enrolmentId'], nodeId, body['firedAt']].map(asText);
	return [
		createEvent({
			event: body['test'] === true ? 'test' : 'other',
			id: eventId('flow', joinIds(...parts), json),
			gateway: 'wacr',
			at: toIsoTime(body['firedAt']) ?? unknownTime,
			from: toE164(asObject(contact['identities'])['e164']),
			contact: createContact({ id: asText(contact['id']), name: asText(contact['name']) }),
			raw: json ?? null,
		}),
	];
}

/** Source: https://github.com/kdctek/n8n-nodes-wacr */
export const webhook: Webhook = {
	verify,
	events,
	setup: [
		'The app API of WA.CR sends no messages by webhook: use the WhatsApp Gateway Polling Trigger for them.',
		'A step Webhook of an Auto Flow can call this workflow: paste the Production URL from above into it.',
		'Give the step a header x-wacr-secret, and put its value into Webhook Signing Secret of the credential. Such a call is the event Other.',
	],
};
