import { createEvent, type GatewayEvent } from '../core/event';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { contentHash, eventId, toE164, toIsoTime, unknownTime } from './eventFields';
import { readAccountChange, readTemplateChange } from './metaAccountEvents';
import { toCallEvent } from './metaCallEvent';
import { readHistory, toEchoEvent } from './metaEchoEvent';
import { groupFields, toGroupEvent } from './metaGroupEvent';
import { type MetaCommon, toMetaMessageEvent } from './metaMessageEvent';
import { toMetaStatusEvent, toPreferenceEvent } from './metaStatusEvent';

/** A change, and the account and time of its entry. */
interface Change {
	readonly field: string;
	readonly value: JsonObject;
	readonly entry: JsonObject;
	readonly raw: JsonObject;
}

type RowReader = (
	row: JsonObject,
	profiles: readonly JsonObject[],
	common: MetaCommon,
) => GatewayEvent;

/**
 * The lists that each field of Meta's webhook has, with the reader of their rows. What a row is follows
 * from its field first: a message in any other list than that of `messages` is nobody's to be answered.
 */
const rowReaders = new Map<string, ReadonlyArray<readonly [string, RowReader]>>([
	[
		'messages',
		[
			['messages', toMetaMessageEvent],
			['statuses', toMetaStatusEvent],
			['user_preferences', toPreferenceEvent],
		],
	],
	['user_preferences', [['user_preferences', toPreferenceEvent]]],
	[
		'calls',
		[
			['calls', toCallEvent],
			['statuses', toMetaStatusEvent],
		],
	],
	['smb_message_echoes', [['message_echoes', toEchoEvent]]],
	['message_echoes', [['message_echoes', toEchoEvent]]],
	...groupFields.map((field) => [field, [['groups', toGroupEvent]]] as const),
]);

/** When a change without rows happened: its entry has the time, or its first list. */
function timeOf({ entry, value }: Change): string {
	const [row] = Object.values(value).flatMap(asObjects);
	return (
		toIsoTime(entry['time']) ??
		toIsoTime(value['timestamp']) ??
		toIsoTime(row?.['timestamp']) ??
		unknownTime
	);
}

/** What a change without rows has in common: an account has the same change more than once. */
function toChangeEvent(
	kind: 'template' | 'account' | 'other',
	change: Change,
	common: MetaCommon,
): Parameters<typeof createEvent>[0] {
	const { entry, raw } = change;
	const id = contentHash([entry['id'] ?? null, entry['time'] ?? null, raw]);
	return { ...common, event: kind, id: `${kind}:${id}`, at: timeOf(change), raw };
}

/** What WhatsApp could not do with a message that came, or that was sent. */
function toErrorEvents(change: Change, common: MetaCommon): GatewayEvent[] {
	if (change.field !== 'messages') return [];
	return asObjects(change.value['errors']).map((row) =>
		createEvent({
			...common,
			event: 'other',
			id: eventId('other', null, [change.entry['id'] ?? null, change.entry['time'] ?? null, row]),
			at: timeOf(change),
			text: asText(asObject(row['error_data'])['details']) ?? firstText(row, 'title', 'message'),
			raw: row,
		}),
	);
}

function readChange(change: Change, gateway: string): GatewayEvent[] {
	const { field, value } = change;
	const metadata = asObject(value['metadata']);
	const businessNumber =
		toE164(
			metadata['display_phone_number'] ?? value['display_phone_number'] ?? value['phone_number'],
		) ?? asText(metadata['phone_number_id']);
	const common = { gateway, businessNumber };
	const template = readTemplateChange(field, value);
	if (template !== null) {
		return [createEvent({ ...toChangeEvent('template', change, common), template })];
	}
	const account = readAccountChange(field, value);
	if (account !== null) {
		return [createEvent({ ...toChangeEvent('account', change, common), account })];
	}
	const profiles = asObjects(value['contacts']);
	const events = [
		...(field === 'history' ? readHistory(value, common) : []),
		...(rowReaders.get(field) ?? []).flatMap(([list, read]) =>
			asObjects(value[list]).map((row) => read(row, profiles, common)),
		),
		...toErrorEvents(change, common),
	];
	if (events.length > 0) return events;
	const group = asText(asObject(asObjects(value['groups'])[0])['group_id']);
	return [createEvent({ ...toChangeEvent('other', change, common), group })];
}

/** A payload that is none of Meta's. */
function toUnknownEvent(raw: unknown, gateway: string): GatewayEvent {
	return createEvent({
		event: 'other',
		id: eventId('other', null, raw),
		gateway,
		at: unknownTime,
		raw,
	});
}

/**
 * The events in a payload of Meta's webhook, which may hold many entries, changes and messages. There
 * is at least one: `other` for what is not understood.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 *
 * @param gateway the id of the gateway that sent the payload
 */
export function readMetaWebhook(payload: unknown, gateway: string): GatewayEvent[] {
	const events = asObjects(asObject(payload)['entry']).flatMap((entry) =>
		asObjects(entry['changes']).flatMap((raw) => {
			const value = asObject(raw['value']);
			return readChange({ field: asText(raw['field']) ?? '', value, entry, raw }, gateway);
		}),
	);
	return events.length > 0 ? events : [toUnknownEvent(payload, gateway)];
}
