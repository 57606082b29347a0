import type { StoredMessage } from '../../state/message';
import { toE164 } from '../../state/phone';
import { invalid, type Fields, type Refusal } from './refusal';

/** Who gets a message: a number, and the id that it is hidden behind. */
interface Recipient {
	readonly phone: string;
	/** `null` if the message names the number. */
	readonly userId: string | null;
}

/** The refusal of a one-time password to a person who hides the number. */
export const userIdNotSupported: Refusal = {
	code: 131062,
	text: 'Business-scoped User ID (BSUID) recipients are not supported for this message.',
	details: 'One-tap, zero-tap and copy-code authentication templates need a phone number.',
};

const userIdPattern = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * Reads `to` and `recipient`; if both are given, `to` wins. A user id in `to` is taken and then
 * dropped in silence.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 */
export function readRecipient(
	{ to, recipient }: Fields,
	messages: readonly StoredMessage[],
): Recipient | Refusal | 'dropped' {
	if (to !== undefined) {
		const input = String(to);
		if (userIdPattern.test(input)) return 'dropped';
		const phone = toE164(input);
		if (phone !== undefined) return { phone, userId: null };
		return invalid('The parameter to must be a phone number.');
	}
	if (recipient === undefined)
		return invalid('One of the parameters to and recipient is required.');
	const userId = String(recipient);
	if (!userIdPattern.test(userId)) return invalid('The parameter recipient must be a user id.');
	const known = messages.find(({ hiddenAs }) => hiddenAs === userId);
	if (known !== undefined) return { phone: known.phone, userId };
	return {
		code: 131026,
		text: 'Message undeliverable',
		details: 'Message undeliverable: no such user id for this business.',
	};
}
