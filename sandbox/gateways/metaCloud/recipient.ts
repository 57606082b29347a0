import type { StoredMessage } from '../../state/message';
import { toE164 } from '../../state/phone';
import type { GroupBook } from './groups/book';
import { asRecord } from '../../state/record';
import { invalid, objects, type Fields, type Refusal } from './refusal';

/** Who gets a message: a number, and the id that it is hidden behind. */
interface Recipient {
	readonly phone: string;
	/** `null` if the message names the number. */
	readonly userId: string | null;
	/** The group in which the person gets it; left out for a private chat. */
	readonly group?: string;
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

/**
 * Reads the group of a message. It stands on the phone of the first member, as one message for all.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging
 */
export function readGroup({ to, recipient }: Fields, book: GroupBook): Recipient | Refusal {
	if (recipient !== undefined || typeof to !== 'string') {
		return invalid('A group is named by its ID in the parameter to.');
	}
	if (toE164(to) !== undefined) return invalid('recipient_type and the type of to do not match.');
	const group = book.get(to);
	if (group === undefined) {
		const details =
			'The group was not found, either because it doesn’t exist or you are not a member.';
		return { code: 131041, text: 'Group unknown', details };
	}
	const [first] = group.participants;
	if (first !== undefined) return { phone: `+${first}`, userId: null, group: group.id };
	const details = 'Cannot send messages to single member groups.';
	return { code: 131020, text: 'Bad Group', details };
}

/** Types of messages that Meta lists for groups; the parts of a template are looked at as well. */
const groupTypes = ['text', 'image', 'video', 'audio', 'document', 'sticker', 'template'];

/** Templates that groups do not take. */
const buttonsOutsideGroups = ['otp', 'catalog', 'mpm', 'order_details', 'voice_call'];

/** The refusal of a message that groups do not take; `undefined` for one that they take. */
export function groupRefusal(
	{ type = 'text', template }: Fields,
	isOneTimePassword: boolean,
): Refusal | undefined {
	const kind = String(type);
	const text = 'Unsupported message type';
	if (!groupTypes.includes(kind)) {
		return { code: 131051, text, details: `type ${kind} is not supported in groups` };
	}
	const components = objects(asRecord(template)?.['components']);
	const outside = components.some(({ sub_type: subType }) =>
		buttonsOutsideGroups.includes(String(subType).toLowerCase()),
	);
	if (!isOneTimePassword && !outside) return undefined;
	return { code: 131051, text, details: 'This template is not supported in groups' };
}
