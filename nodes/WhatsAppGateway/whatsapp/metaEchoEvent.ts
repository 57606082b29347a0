import { createEvent, type GatewayEvent } from '../core/event';
import type { Echo } from '../core/eventReports';
import { asObject, asObjects, asText, type JsonObject } from '../core/narrow';
import { actionId, contentHash, eventId, toE164, toIsoTime, unknownTime } from './eventFields';
import { type MetaContent, readMetaContent } from './metaContent';
import type { MetaCommon } from './metaMessageEvent';
import { personIds, toPerson } from './metaPerson';

/** What the row did: an app can also edit and delete. */
function readAction(row: JsonObject): {
	readonly action: Echo['action'];
	readonly changedMessageId: string | null;
	readonly content: MetaContent;
} {
	const content = readMetaContent(row);
	const changed = (field: string) => asText(asObject(row[field])['original_message_id']);
	if (content.type === 'revoke') {
		return { action: 'deleted', changedMessageId: changed('revoke'), content };
	}
	if (content.type !== 'edit') return { action: 'sent', changedMessageId: null, content };
	const edited = readMetaContent(asObject(asObject(row['edit'])['message']));
	const message = { ...edited.message, whatsappMessageId: content.message.whatsappMessageId };
	return { action: 'edited', changedMessageId: changed('edit'), content: { ...edited, message } };
}

function toEcho(
	row: JsonObject,
	direction: Echo['direction'],
	isHistory: boolean,
): Pick<GatewayEvent, 'text' | 'echo'> {
	const { action, changedMessageId, content } = readAction(row);
	const message = action === 'deleted' ? null : content.message;
	return {
		text: message === null ? null : content.text,
		echo: { action, direction, isHistory, changedMessageId, message },
	};
}

/**
 * What a person wrote, edited or deleted in the WhatsApp Business app on the number; the person of the
 * event is whom it went to.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes
 */
export function toEchoEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const whatsappMessageId = asText(row['id']);
	const ids = personIds(row, ['to'], ['to_user_id', 'recipient_user_id']);
	const { text, echo } = toEcho(row, 'outbound', false);
	return createEvent({
		...common,
		event: 'echo',
		id:
			echo?.action === 'sent'
				? eventId('echo', whatsappMessageId, row)
				: actionId(
						`echo:${echo?.action}`,
						whatsappMessageId,
						ids.number ?? ids.userId,
						row['edit'] ?? row['revoke'],
					),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson(ids, profiles),
		text,
		echo,
		raw: row,
	});
}

/**
 * An old message, of either side. WhatsApp hands over what was written before a number was connected, and
 * files later by a second message with the same id.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 *
 * @param personId how the thread names the person
 */
function toHistoryEvent(
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
	personId: string | null,
): GatewayEvent {
	const sender = toE164(row['from']);
	const isOutbound = sender !== null && sender === common.businessNumber;
	const ids = isOutbound
		? personIds(row, ['to'], ['to_user_id'])
		: personIds(row, ['from'], ['from_user_id']);
	const whatsappMessageId = asText(row['id']);
	return createEvent({
		...common,
		event: 'echo',
		id: `echo:history:${whatsappMessageId}:${contentHash(row)}`,
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		...toPerson({ ...ids, number: ids.number ?? personId }, profiles),
		...toEcho(row, isOutbound ? 'outbound' : 'inbound', true),
		raw: row,
	});
}

/** The messages of a part of a history; none where the business did not share it. */
export function readHistory(value: JsonObject, common: MetaCommon): GatewayEvent[] {
	const profiles = asObjects(value['contacts']);
	const threads = asObjects(value['history']).flatMap(({ threads: some }) => asObjects(some));
	return [
		...threads.flatMap((thread) =>
			asObjects(thread['messages']).map((row) =>
				toHistoryEvent(row, profiles, common, asText(thread['id'])),
			),
		),
		...asObjects(value['messages']).map((row) => toHistoryEvent(row, profiles, common, null)),
	];
}
