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

/** The profiles of a payload by number and by user id: there may be thousands, each with a message. */
interface ProfileIndex {
	readonly byNumber: ReadonlyMap<string, JsonObject>;
	readonly byUserId: ReadonlyMap<string, JsonObject>;
}

const indexes = new WeakMap<readonly JsonObject[], ProfileIndex>();

function indexOf(profiles: readonly JsonObject[]): ProfileIndex {
	const known = indexes.get(profiles);
	if (known !== undefined) return known;
	// The first of several profiles counts.
	const indexBy = (idOf: (profile: JsonObject) => string | null) =>
		new Map(
			profiles
				.map((profile) => [idOf(profile), profile] as const)
				.filter((entry): entry is readonly [string, JsonObject] => entry[0] !== null)
				.reverse(),
		);
	const index = {
		byNumber: indexBy((profile) => toE164(profile['wa_id'])),
		byUserId: indexBy((profile) => asText(profile['user_id'])),
	};
	indexes.set(profiles, index);
	return index;
}

/** Digits at the end that a number has in every form of it. */
const commonDigits = 6;

/** Whether a profile can be that of a number in another form, such as one of Brazil. */
function isNear(profile: JsonObject, number: string | null): boolean {
	const ends = [profile['wa_id'], number].map((one) => toE164(one)?.slice(-commonDigits));
	return ends[0] !== undefined && ends[0] === ends[1];
}

/** The profile of a person among those of the payload; an empty one where there is none. */
function findProfile(profiles: readonly JsonObject[], { number, userId }: PersonIds): JsonObject {
	const { byNumber, byUserId } = indexOf(profiles);
	const found = byUserId.get(userId ?? '') ?? byNumber.get(toE164(number) ?? '');
	if (found !== undefined) return found;
	// WhatsApp may know a number in another form than the row has it. A profile of somebody else would make
	// an answer to its id reach the wrong person.
	const [only, another] = profiles;
	if (only === undefined || another !== undefined || !isNear(only, number)) return {};
	const isOther = userId !== null && (asText(only['user_id']) ?? userId) !== userId;
	return isOther ? {} : only;
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
