import { createEvent, createStatus, type GatewayEvent } from '../core/event';
import type { Conversation, Payment, Pricing } from '../core/eventReports';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { eventId, joinIds, toIsoTime, toMetaCode, toNumber, unknownTime } from './eventFields';
import { toCallStatusEvent } from './metaCallEvent';
import type { MetaCommon } from './metaMessageEvent';
import { personIds, toPerson } from './metaPerson';
import { toDeliveryStatus } from './statusNames';

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing */
function readPricing(value: unknown): Pricing | null {
	const pricing = asObject(value);
	if (Object.keys(pricing).length === 0) return null;
	const { billable } = pricing;
	return {
		billable: typeof billable === 'boolean' ? billable : null,
		category: asText(pricing['category']),
		type: asText(pricing['type']),
		model: asText(pricing['pricing_model']),
	};
}

function readConversation(value: unknown): Conversation | null {
	const conversation = asObject(value);
	if (Object.keys(conversation).length === 0) return null;
	return {
		id: asText(conversation['id']),
		origin: asText(asObject(conversation['origin'])['type']),
		expiresAt: toIsoTime(conversation['expiration_timestamp']),
	};
}

/** Amounts are whole numbers, to be divided by an offset. */
function readAmount(value: unknown): number | null {
	const amount = asObject(value);
	const [units, offset] = [toNumber(amount['value']), toNumber(amount['offset']) ?? 1];
	return units === null || offset <= 0 ? null : units / offset;
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/overview */
function readPayment(row: JsonObject): Payment {
	const payment = asObject(row['payment']);
	return {
		referenceId: asText(payment['reference_id']),
		status: asText(row['status']),
		amount: readAmount(payment['amount']),
		currency: asText(payment['currency']),
		transactionId: asText(asObject(payment['transaction'])['id']),
		whatsappMessageId: asText(row['id']),
	};
}

/** The recipient of a message; in a group, the member who has received or read it. */
function recipientOf(row: JsonObject): {
	readonly ids: ReturnType<typeof personIds>;
	readonly group: string | null;
} {
	if (row['recipient_type'] !== 'group') {
		return { ids: personIds(row, ['recipient_id'], ['recipient_user_id']), group: null };
	}
	// Meta's pages have both names.
	const numbers = ['recipient_participant_id', 'participant_recipient_id'];
	const userIds = ['recipient_participant_user_id', 'participant_recipient_user_id'];
	return { ids: personIds(row, numbers, userIds), group: asText(row['recipient_id']) };
}

/**
 * What became of a message that was sent. In a group, each member has a status of their own.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function toMetaStatusEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	if (row['type'] === 'call') return toCallStatusEvent(row, profiles, common);
	const whatsappMessageId = asText(row['id']);
	const statusName = asText(row['status']);
	const { ids, group } = recipientOf(row);
	const known = {
		...common,
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(ids, profiles),
		group,
		raw: row,
	};
	if (row['type'] === 'payment') {
		const payment = readPayment(row);
		const id = joinIds(whatsappMessageId, payment.transactionId ?? '-', asText(row['timestamp']));
		const event = 'payment' as const;
		return createEvent({ ...known, event, id: eventId(`payment:${statusName}`, id, row), payment });
	}
	const member = group === null ? null : (ids.number ?? ids.userId);
	const id = member === null ? whatsappMessageId : joinIds(whatsappMessageId, member);
	const status = toDeliveryStatus(statusName);
	const named = { ...known, id: eventId(`status:${statusName}`, id, row) };
	if (status === undefined) return createEvent({ ...named, event: 'other' });
	const error = asObject(asObjects(row['errors'])[0]);
	return createEvent({
		...named,
		event: 'status',
		status: createStatus({
			status,
			whatsappMessageId,
			reason: asText(asObject(error['error_data'])['details']) ?? asText(error['title']),
			metaCode: toMetaCode(error['code']),
			played: statusName === 'played',
			messageKey: asText(row['biz_opaque_callback_data']),
			pricing: readPricing(row['pricing']),
			conversation: readConversation(row['conversation']),
		}),
	});
}

/**
 * A person who stops the business's marketing messages, or resumes them.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 */
export function toPreferenceEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const value = asText(row['value']);
	const ids = personIds(row, ['wa_id'], ['user_id']);
	return createEvent({
		...common,
		event: value === 'stop' ? 'optOut' : 'other',
		id: `preference:${firstText(row, 'wa_id', 'user_id')}:${value}:${asText(row['timestamp'])}`,
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(ids, profiles),
		text: asText(row['detail']),
		raw: row,
	});
}
