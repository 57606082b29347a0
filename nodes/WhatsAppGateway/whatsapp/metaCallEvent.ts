import { createEvent, type GatewayEvent } from '../core/event';
import type { Call } from '../core/eventDetails';
import { asText, type JsonObject } from '../core/narrow';
import { eventId, joinIds, toIsoTime, toNumber, unknownTime } from './eventFields';
import type { MetaCommon } from './metaMessageEvent';
import { personIds, toPerson } from './metaPerson';

function lowerCase(value: unknown): string | null {
	return asText(value)?.toLowerCase() ?? null;
}

/**
 * A call that begins or ends.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/webhooks-reference
 */
export function toCallEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const callId = asText(row['id']);
	const event = lowerCase(row['event']) ?? 'unknown';
	const isOutbound = lowerCase(row['direction']) === 'business_initiated';
	const ids = isOutbound
		? personIds(row, ['to'], ['to_user_id', 'recipient_user_id'])
		: personIds(row, ['from'], ['from_user_id']);
	const call: Call = {
		callId,
		event,
		direction: row['direction'] === undefined ? null : isOutbound ? 'outbound' : 'inbound',
		status: lowerCase(row['status']),
		startedAt: toIsoTime(row['start_time']),
		endedAt: toIsoTime(row['end_time']),
		durationSeconds: toNumber(row['duration']),
		permission: null,
	};
	return createEvent({
		...common,
		event: 'call',
		id: eventId(`call:${event}`, callId, row),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(ids, profiles),
		call,
		raw: row,
	});
}

/** A call of yours that rings, is accepted or is rejected. */
export function toCallStatusEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const callId = asText(row['id']);
	const event = lowerCase(row['status']) ?? 'unknown';
	return createEvent({
		...common,
		event: 'call',
		id: eventId(`call:${event}`, joinIds(callId), row),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(personIds(row, ['recipient_id'], ['recipient_user_id']), profiles),
		call: {
			callId,
			event,
			direction: 'outbound',
			status: null,
			startedAt: null,
			endedAt: null,
			durationSeconds: null,
			permission: null,
		},
		raw: row,
	});
}
