import { createEvent, type GatewayEvent } from '../core/event';
import { asObject, asObjects, asText, type JsonObject } from '../core/narrow';
import { eventId, toE164, toIsoTime, toMetaCode, unknownTime } from './eventFields';
import { toMetaMessageEvent } from './metaMessageEvent';
import { toDeliveryStatus } from './statusNames';

/** What every event of one change has in common. */
type Common = Pick<GatewayEvent, 'gateway' | 'businessNumber'>;

function toStatusEvent(row: JsonObject, common: Common): GatewayEvent {
	const whatsappMessageId = asText(row['id']);
	const statusName = asText(row['status']);
	const status = toDeliveryStatus(statusName);
	const known = {
		...common,
		id: eventId(`status:${statusName}`, whatsappMessageId, row),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		from: toE164(row['recipient_id']),
		raw: row,
	};
	if (status === undefined) return createEvent({ ...known, event: 'other' });
	const error = asObject(asObjects(row['errors'])[0]);
	return createEvent({
		...known,
		event: 'status',
		status: {
			status,
			messageId: null,
			whatsappMessageId,
			reason: asText(asObject(error['error_data'])['details']) ?? asText(error['title']),
			metaCode: toMetaCode(error['code']),
		},
	});
}

/** A person who stops the business's marketing messages, or resumes them. */
function toPreferenceEvent(row: JsonObject, common: Common): GatewayEvent {
	const value = asText(row['value']);
	return createEvent({
		...common,
		event: value === 'stop' ? 'optOut' : 'other',
		id: `preference:${asText(row['wa_id'])}:${value}:${asText(row['timestamp'])}`,
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		from: toE164(row['wa_id']),
		text: asText(row['detail']),
		raw: row,
	});
}

/** Anything else: an account update, an echo, an event of a later version. */
function toUnknownEvent(raw: unknown, gateway: string): GatewayEvent {
	return createEvent({
		event: 'other',
		id: eventId('other', null, raw),
		gateway,
		at: new Date().toISOString(),
		raw,
	});
}

function readChange(change: JsonObject, gateway: string): GatewayEvent[] {
	const value = asObject(change['value']);
	const metadata = asObject(value['metadata']);
	const businessNumber =
		toE164(metadata['display_phone_number']) ?? asText(metadata['phone_number_id']);
	const common = { gateway, businessNumber };
	const contacts = asObjects(value['contacts']);
	const events = [
		...asObjects(value['messages']).map((row) => toMetaMessageEvent(row, contacts, common)),
		...asObjects(value['statuses']).map((row) => toStatusEvent(row, common)),
		...asObjects(value['user_preferences']).map((row) => toPreferenceEvent(row, common)),
	];
	return events.length > 0 ? events : [toUnknownEvent(change, gateway)];
}

/**
 * The events in a payload of Meta's webhook, which may hold many entries, changes and messages. There
 * is at least one: `unknown` for what is not understood.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 *
 * @param gateway the id of the gateway that sent the payload
 */
export function readMetaWebhook(payload: unknown, gateway: string): GatewayEvent[] {
	const events = asObjects(asObject(payload)['entry'])
		.flatMap((entry) => asObjects(entry['changes']))
		.flatMap((change) => readChange(change, gateway));
	return events.length > 0 ? events : [toUnknownEvent(payload, gateway)];
}
