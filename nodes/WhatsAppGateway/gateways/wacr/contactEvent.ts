import { createContact, createEvent, type GatewayEvent } from '../../core/event';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import { eventId, toE164, toIsoTime, unknownTime } from '../../whatsapp/eventFields';
import { toContact } from './contactRow';

/** What a new contact is in an event. */
function personOf(row: JsonObject): Pick<GatewayEvent, 'from' | 'contact'> {
	const { id, name } = toContact(row);
	return { from: toE164(row['phone']), contact: createContact({ id, name }) };
}

/** A new contact, from a row of the list. */
export function toContactEvent(row: JsonObject): GatewayEvent {
	return createEvent({
		event: 'contactCreated',
		id: eventId('contact', asText(row['id']), row),
		gateway: 'wacr',
		at: toIsoTime(row['created_at']) ?? unknownTime,
		...personOf(row),
		raw: row,
	});
}

/** Whether a delivery is one of Rasl’s, about a contact, a source or a status. */
export function isRecordChange(json: unknown): boolean {
	return asText(asObject(asObject(json)['event'])['type']) !== null;
}

/**
 * A change of Rasl: a new contact, or an event that is not understood.
 * Source: https://docs.getrasl.io/webhook-format
 */
export function toRecordEvent(json: unknown): GatewayEvent {
	const { event, data } = asObject(json);
	const { id, type, timestamp } = asObject(event);
	const { id: recordId, attributes } = asObject(asObject(data)['resource']);
	const common = {
		id: eventId(asText(type) ?? 'other', asText(id), json),
		gateway: 'wacr',
		at: toIsoTime(timestamp) ?? unknownTime,
		raw: json ?? null,
	};
	if (type !== 'contact.created') return createEvent({ ...common, event: 'other' });
	const person = personOf({ ...asObject(attributes), id: recordId });
	return createEvent({ ...common, event: 'contactCreated', ...person });
}
