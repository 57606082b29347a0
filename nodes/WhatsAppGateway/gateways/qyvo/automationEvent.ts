import { createContact, createEvent, type EventKind, type GatewayEvent } from '../../core/event';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import { eventId, toE164, toIsoTime, unknownTime } from '../../whatsapp/eventFields';

/**
 * The lists of what Qyvo does by itself, with what their fields begin with. The form of a row is documented
 * for flows; those of the others are read alike.
 * Sources: https://www.qyvo.io/docs/pagination and
 * https://www.qyvo.io/docs/api/triggers/new-flow-triggered
 */
export const automationLists = {
	campaignSent: { path: '/triggers/new-campaign-sent', prefix: 'campaign' },
	flowStarted: { path: '/triggers/new-flow-triggered', prefix: 'flow' },
	sequenceStarted: { path: '/triggers/new-sequence-triggered', prefix: 'sequence' },
} as const satisfies { readonly [K in EventKind]?: object };

/** What has such a list. */
export type AutomationEvent = keyof typeof automationLists;

/** A row of such a list as an event. */
export function toAutomationEvent(kind: AutomationEvent, row: JsonObject): GatewayEvent {
	const { prefix } = automationLists[kind];
	const id = asText(row['id']);
	const isCampaign = kind === 'campaignSent';
	const from = toE164(row['contact_phone']);
	const contactId = asText(row['contact_id']);
	return createEvent({
		event: kind,
		id: eventId(kind, id, row),
		gateway: 'qyvo',
		at: toIsoTime(row['created_at']) ?? unknownTime,
		from,
		contact:
			contactId === null && from === null
				? null
				: createContact({ id: contactId, name: asText(row['contact_name']) }),
		automation: {
			id: asText(row[`${prefix}_id`]) ?? (isCampaign ? id : null),
			name: firstText(row, `${prefix}_name`, 'name'),
			sessionId: isCampaign ? null : id,
			status: asText(row['status']),
			context: asObject(row['context']) === row['context'] ? asObject(row['context']) : null,
			expiresAt: toIsoTime(row['expires_at']),
			completedAt: toIsoTime(row['completed_at']),
		},
		raw: row,
	});
}
