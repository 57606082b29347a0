/**
 * A business-scoped user id: what WhatsApp gives instead of the number of a person who hides it. Country
 * and up to 128 letters and digits; `ENT` marks the id that linked businesses share.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 */
const userIdPattern = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whether a recipient is a user id. A number in E.164 is none: the two cannot be confused. */
export function isUserId(recipient: string): boolean {
	return userIdPattern.test(recipient);
}

/** Before the id of a group that does not look like one. */
const groupPrefix = 'group:';

/**
 * A group’s id as Meta makes them: Base64 of `capi_group:`, the business’s number and the group’s own. It has a
 * letter in front and no dot, so that it is neither a number nor a user id.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference
 */
const groupIdPattern = /^Y2FwaV9ncm91cD[A-Za-z0-9+/=_-]{8,}$/;

/** An id of a group of any other form, which needs the prefix. */
const namedGroupPattern = /^group:\s*([\w+/=.:@-]{1,256})$/i;

/**
 * A group as a recipient: its id, with `group:` in front where the id alone could be something else. Both
 * forms can be written into To. `null` for what names no group.
 */
export function toGroup(text: string): string | null {
	const id = namedGroupPattern.exec(text)?.[1] ?? text;
	if (groupIdPattern.test(id)) return id;
	return id === text ? null : `${groupPrefix}${id}`;
}

/** Whether a recipient is a group, as {@link toGroup} gives it. */
export function isGroup(recipient: string): boolean {
	return recipient.startsWith(groupPrefix) || groupIdPattern.test(recipient);
}

/** The id of a group that is a recipient. */
export function groupIdOf(recipient: string): string {
	return recipient.startsWith(groupPrefix) ? recipient.slice(groupPrefix.length) : recipient;
}

/** A recipient as receipts and faults show it: a number, a group, or the id of a person who hides theirs. */
export interface RecipientFields {
	/**
	 * E.164 with the leading `+`, the group as To takes it, or what the user wrote, if it could not be read;
	 * `null` if the number is hidden.
	 */
	readonly to: string | null;
	/** `null` for a person with a number, and for a group. */
	readonly userId: string | null;
}

/** Shows a recipient in the field that it belongs to. */
export function toRecipientFields(recipient: string | null): RecipientFields {
	const isHidden = recipient !== null && isUserId(recipient);
	return { to: isHidden ? null : recipient, userId: isHidden ? recipient : null };
}
