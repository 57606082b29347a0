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

/** A recipient as receipts and faults show it: a number, or the id of a person who hides theirs. */
export interface RecipientFields {
	/** E.164 with the leading `+`, or what the user wrote, if it could not be read; `null` if it is hidden. */
	readonly to: string | null;
	/** `null` for a person with a number. */
	readonly userId: string | null;
}

/** Shows a recipient in the field that it belongs to. */
export function toRecipientFields(recipient: string | null): RecipientFields {
	const isHidden = recipient !== null && isUserId(recipient);
	return { to: isHidden ? null : recipient, userId: isHidden ? recipient : null };
}
