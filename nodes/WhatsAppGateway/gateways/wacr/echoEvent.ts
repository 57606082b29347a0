import { createEvent, type GatewayEvent } from '../../core/event';
import { asText, type JsonObject } from '../../core/narrow';
import { eventId } from '../../whatsapp/eventFields';
import { toMessageEvent } from './messageEvent';

/**
 * Whether a colleague wrote a message in WA.CR. What was sent by the API, by this package too, by a bot or a
 * campaign names none. Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
export function isOfColleague({ direction, staff_id: staff }: JsonObject): boolean {
	const id = asText(staff);
	return id !== null && id !== '0' && direction !== 'inbound';
}

/** A message that a colleague wrote; the person of the event is whom it went to. */
export function toEchoEvent(row: JsonObject): GatewayEvent {
	// The sender of this row is the business.
	const { at, from, contact, text, message } = toMessageEvent({ ...row, sender_id: null });
	return createEvent({
		event: 'echo',
		id: eventId('echo', asText(row['id']), row),
		gateway: 'wacr',
		at,
		from,
		contact,
		text,
		echo: {
			action: 'sent',
			direction: 'outbound',
			isHistory: false,
			changedMessageId: null,
			message,
		},
		raw: row,
	});
}
