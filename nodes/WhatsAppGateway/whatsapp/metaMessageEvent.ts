import { createEvent, type EventKind, type GatewayEvent } from '../core/event';
import type { Call, SystemChange } from '../core/eventDetails';
import { asObject, asText, type JsonObject } from '../core/narrow';
import { actionId, eventId, toE164, toIsoTime, unknownTime } from './eventFields';
import { kindOfType } from './messageKinds';
import { type MetaContent, readMetaContent } from './metaContent';
import { personIds, toPerson } from './metaPerson';

/** What every event of one change has in common. */
export type MetaCommon = Pick<GatewayEvent, 'gateway' | 'businessNumber'>;

/** Kinds that are about another message, and may have its id. */
const actions: readonly EventKind[] = ['reaction', 'edited', 'deleted'];

/**
 * A person's new number or user id; the old number is also where the message comes from.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system
 */
function readSystem(row: JsonObject): SystemChange {
	const system = asObject(row['system']);
	return {
		type: asText(system['type']),
		oldNumber: toE164(row['from'] ?? system['customer']),
		newNumber: toE164(system['wa_id'] ?? system['new_wa_id']),
		oldUserId: asText(system['previous_user_id']) ?? asText(row['from_user_id']),
		newUserId: asText(system['user_id']),
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions */
function readPermission(row: JsonObject): Call {
	const answer = asObject(asObject(row['interactive'])['call_permission_reply']);
	return {
		callId: null,
		event: 'permission',
		direction: null,
		status: asText(answer['response']),
		startedAt: null,
		endedAt: null,
		durationSeconds: null,
		permission: {
			isGranted: answer['response'] === 'accept',
			isPermanent: answer['is_permanent'] === true,
			expiresAt: toIsoTime(answer['expiration_timestamp']),
		},
	};
}

/** What is particular to each kind. */
function detailsOf(kind: EventKind, row: JsonObject, content: MetaContent): Partial<GatewayEvent> {
	const { text, message } = content;
	const about = (field: string, name: string) => asText(asObject(row[field])[name]);
	switch (kind) {
		case 'reaction': {
			const emoji = about('reaction', 'emoji');
			const whatsappMessageId = about('reaction', 'message_id');
			return { text: emoji, message, reaction: { emoji, whatsappMessageId } };
		}
		case 'edited': {
			const edited = readMetaContent(asObject(asObject(row['edit'])['message']));
			return {
				text: edited.text,
				message: { ...edited.message, whatsappMessageId: message.whatsappMessageId },
				edited: { whatsappMessageId: about('edit', 'original_message_id') },
			};
		}
		case 'deleted':
			return { deleted: { whatsappMessageId: about('revoke', 'original_message_id') } };
		case 'system':
			return { text, system: readSystem(row) };
		case 'call':
			return { call: readPermission(row), message };
		default: {
			const { reply, order, formAnswer, referral, referredProduct } = content;
			return { text, message, reply, order, formAnswer, referral, referredProduct };
		}
	}
}

/**
 * A message that a person sent, or what else stands in the list of messages: what it is follows from its
 * type. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function toMetaMessageEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const content = readMetaContent(row);
	const { type, interactiveType, message } = content;
	const typed = kindOfType(type, interactiveType);
	// A tap without a button, of a later version.
	const kind = typed === 'reply' && content.reply === null ? 'other' : typed;
	const ids = personIds(row, ['from'], ['from_user_id']);
	const isMessage = kind === 'message' || kind === 'reply';
	return createEvent({
		...common,
		event: kind,
		id: actions.includes(kind)
			? actionId(kind, message.whatsappMessageId, ids.number ?? ids.userId, row[type])
			: eventId(isMessage ? 'message' : kind, message.whatsappMessageId, row),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(ids, profiles),
		group: asText(row['group_id']),
		...detailsOf(kind, row, content),
		raw: row,
	});
}
