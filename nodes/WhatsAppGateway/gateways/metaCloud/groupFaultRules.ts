import type { RefusalRule } from '../../gatewayKit/refusalRule';

/** A refusal that Meta names by a code. */
function refused(
	code: string,
	fault: RefusalRule['fault'],
	message: string,
	hint: string,
): RefusalRule {
	return { example: code, when: { code }, fault, message, hint };
}

/**
 * What Meta refuses about groups and messages to them.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/error-codes
 */
export const groupFaultRules: readonly RefusalRule[] = [
	refused(
		'131020',
		'recipientInvalid',
		'The group has nobody in it but your business.',
		'Send people the invite link, and write once somebody has joined.',
	),
	refused(
		'131041',
		'notFound',
		'Meta knows no such group, or your number is not in it.',
		'Take the ID from Group: Get Many, or from the trigger’s field group. A group belongs to the number that made it.',
	),
	refused(
		'131059',
		'conflict',
		'The place in Meta’s list is not valid any more.',
		'Run the node again: it reads the list from the beginning.',
	),
	refused(
		'131202',
		'invalidRequest',
		'A person is named twice in the request.',
		'Name each person once.',
	),
	refused(
		'131203',
		'recipientInvalid',
		'The person has not accepted WhatsApp’s current terms, and cannot be added.',
		'Ask the person to open WhatsApp and to accept them.',
	),
	refused(
		'131204',
		'planLimit',
		'The group has as many people as WhatsApp allows: 8.',
		'Remove somebody first, or make another group.',
	),
	refused(
		'131207',
		'contentRejected',
		'WhatsApp has suspended the group, because it is against its policies.',
		'Look at the reason in WhatsApp Manager; make another group for what you may write.',
	),
	refused(
		'131208',
		'rateLimited',
		'Too many changes of groups in a short time.',
		'Run the node again in a few minutes, with fewer items at once.',
	),
	refused(
		'131209',
		'mediaRejected',
		'The picture of a group must be as wide as it is high.',
		'Cut it to a square.',
	),
	refused(
		'131210',
		'mediaRejected',
		'The picture of a group is too small.',
		'Use one of at least 192 × 192 pixels.',
	),
	refused(
		'131211',
		'planLimit',
		'The number has made as many groups as WhatsApp allows: 10,000.',
		'Delete groups that are not used any more.',
	),
	refused(
		'131212',
		'recipientInvalid',
		'The person is not in the group.',
		'Look at who is with Group: Get.',
	),
	refused(
		'131213',
		'notFound',
		'There is no such join request: it was answered, or the person took it back.',
		'Look at those that are open with Group: Get Many Join Requests.',
	),
	refused(
		'131214',
		'spamLimited',
		'Meta lets this account make no groups for now, because of the marketing messages that it sent within the last 7 days.',
		'Send fewer of them, and try again in a few days.',
	),
	refused(
		'131215',
		'notConfigured',
		'This number may not use groups.',
		'Meta has groups for Official Business Accounts only, and not for numbers that the WhatsApp Business app uses as well.',
	),
];
