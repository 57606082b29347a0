import { createContact, type GatewayEvent } from '../core/event';
import { asObject, asText, firstText, type JsonObject } from '../core/narrow';
import { toE164 } from './eventFields';

/** How a row names a person: by a number, by a business-scoped user id, or by both. */
interface PersonIds {
	readonly number: string | null;
	readonly userId: string | null;
}

/** The first number and the first user id among some fields of a row. */
export function personIds(
	row: JsonObject,
	numberFields: readonly string[],
	userIdFields: readonly string[],
): PersonIds {
	return { number: firstText(row, ...numberFields), userId: firstText(row, ...userIdFields) };
}

/** The profile of a person among those of the payload; an empty one where there is none. */
function findProfile(profiles: readonly JsonObject[], { number, userId }: PersonIds): JsonObject {
	const isPerson = (profile: JsonObject) =>
		(userId !== null && profile['user_id'] === userId) ||
		(number !== null && toE164(profile['wa_id']) === toE164(number));
	const found = profiles.find(isPerson);
	if (found !== undefined) return found;
	// WhatsApp may know a number in another form than the row has it, such as one of Brazil.
	const [only, another] = profiles;
	const isOther = userId !== null && (asText(only?.['user_id']) ?? userId) !== userId;
	return only === undefined || another !== undefined || isOther ? {} : only;
}

/**
 * The person whom a row names. Where WhatsApp hides the number behind a username, `from` is `null` and
 * the contact has the id by which the person is written to instead.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function toPerson(
	ids: PersonIds,
	profiles: readonly JsonObject[],
): Pick<GatewayEvent, 'from' | 'contact'> {
	const profile = findProfile(profiles, ids);
	const { name, username } = asObject(profile['profile']);
	const profileUserId = asText(profile['user_id']);
	const id = asText(profile['wa_id']) ?? ids.number ?? profileUserId ?? ids.userId;
	// Of a status for a whole group, nobody is the recipient.
	if (id === null) return { from: null, contact: null };
	return {
		from: toE164(ids.number),
		contact: createContact({
			id,
			name: asText(name),
			userId: ids.userId ?? profileUserId,
			username: asText(username),
		}),
	};
}
