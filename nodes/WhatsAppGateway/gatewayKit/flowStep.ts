import { createContact, createEvent, type GatewayEvent } from '../core/event';
import { asObject, asText } from '../core/narrow';
import { eventId, joinIds, toE164, toIsoTime, unknownTime } from '../whatsapp/eventFields';

/**
 * The call of an automation's step Webhook: which step a person has reached. It does not hold what they
 * wrote.
 */
export function toFlowStepEvent(json: unknown, gateway: string): GatewayEvent {
	const body = asObject(json);
	const contact = asObject(body['contact']);
	const { nodeId } = asObject(body['flow']);
	const parts = [body['event'], body['enrolmentId'], nodeId, body['firedAt']].map(asText);
	return createEvent({
		event: body['test'] === true ? 'test' : 'other',
		id: eventId('flow', joinIds(...parts), json),
		gateway,
		at: toIsoTime(body['firedAt']) ?? unknownTime,
		from: toE164(asObject(contact['identities'])['e164']),
		contact: createContact({ id: asText(contact['id']), name: asText(contact['name']) }),
		raw: json ?? null,
	});
}
