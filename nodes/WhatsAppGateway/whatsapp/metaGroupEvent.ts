import { createEvent, type GatewayEvent } from '../core/event';
import type { GroupChange, GroupMember, GroupSetting } from '../core/eventReports';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { isUserId } from '../core/recipient';
import { eventId, toE164, toIsoTime, toMetaCode, unknownTime } from './eventFields';
import type { MetaCommon } from './metaMessageEvent';

/** The fields of Meta's webhook with news of groups, each a list `groups`. */
export const groupFields = [
	'group_lifecycle_update',
	'group_participants_update',
	'group_settings_update',
	'group_status_update',
] as const;

/** Why Meta did not do something; both `null` where it did. */
function readFailure(row: JsonObject): Pick<GroupChange, 'reason' | 'metaCode'> {
	const error = asObject(asObjects(row['errors'])[0]);
	return {
		reason:
			asText(asObject(error['error_data'])['details']) ?? firstText(error, 'message', 'title'),
		metaCode: toMetaCode(error['code']),
	};
}

/** A person; who was removed by the business is named as in its request, by number or user id. */
function toMember(row: JsonObject): GroupMember {
	const input = asText(row['input']) ?? '';
	return {
		phone: toE164(row['wa_id']) ?? toE164(input),
		userId: asText(row['user_id']) ?? (isUserId(input) ? input : null),
		username: asText(row['username']),
		reason: readFailure(row).reason,
	};
}

/** Those who are in a list of the row, or the one whom the row itself names. */
function peopleOf(row: JsonObject): GroupMember[] {
	const listed = [
		...asObjects(row['added_participants']),
		...asObjects(row['removed_participants']),
	];
	const isOne = listed.length === 0 && firstText(row, 'wa_id', 'user_id') !== null;
	return isOne ? [{ ...toMember(row), reason: null }] : listed.map(toMember);
}

const settingNames = {
	group_subject: 'subject',
	group_description: 'description',
	profile_picture: 'picture',
} as const;

function settingsOf(row: JsonObject): GroupSetting[] {
	return Object.entries(settingNames).flatMap(([field, name]) => {
		if (!(field in row)) return [];
		const setting = asObject(row[field]);
		const updated = setting['update_successful'];
		return [
			{
				name,
				updated: typeof updated === 'boolean' ? updated : null,
				text: asText(setting['text']),
				reason: readFailure(setting).reason,
			},
		];
	});
}

/**
 * Something that happened to a group. Nobody is `from`: an answer would go to a private chat.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/webhooks
 */
export function toGroupEvent(
	row: JsonObject,
	_profiles: readonly JsonObject[],
	common: MetaCommon,
): GatewayEvent {
	const failure = readFailure(row);
	const groupChange: GroupChange = {
		change: asText(row['type']),
		requestId: asText(row['request_id']),
		subject: asText(row['subject']),
		inviteLink: asText(row['invite_link']),
		joinApprovalMode: asText(row['join_approval_mode']),
		joinRequestId: asText(row['join_request_id']),
		people: peopleOf(row),
		failedPeople: asObjects(row['failed_participants']).map(toMember),
		initiatedBy: asText(row['initiated_by']),
		settings: settingsOf(row),
		...failure,
	};
	return createEvent({
		...common,
		event: 'groupChange',
		id: eventId('groupChange', null, [common.businessNumber, row]),
		at: toIsoTime(row['timestamp']) ?? unknownTime,
		group: asText(row['group_id']),
		groupChange,
		raw: row,
	});
}
