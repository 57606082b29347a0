import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import type { TemplateContent } from '../../core/message';
import { isGroup, isUserId } from '../../core/recipient';
import { credentialOf } from '../../session/gatewayNames';
import { readGroup, readPhone, readUserId } from '../../whatsapp/phone';
import { checkGroupTemplate, requireGroups } from '../groups/groupRecipient';
import type { Item } from '../operation';
import { checkAllowed } from './allowedRecipients';

/** An expression that gives WhatsApp's own id of a person: the trigger's `contact.id`, Meta's `wa_id`. */
const whatsAppIdExpression = /\bcontact\b\W{1,6}id\b|\bwa_?id\b/i;

const askForNumber =
	'Ask the person for the phone number in a reply to the message, and write it into To';

/** Refuses a user id where the gateway takes numbers only. Throws `unsupported`. */
function checkAddressable(userId: string, { name, addressesUserIds }: Gateway): void {
	if (addressesUserIds === true) return;
	const others = credentialOf((gateway) => gateway.addressesUserIds === true);
	throw new GatewayError(
		'unsupported',
		`${name} cannot write to “${userId}”, the user ID of a person whose phone number is hidden.`,
		{ hint: `${askForNumber}, or use ${others}.` },
	);
}

/**
 * The recipient: the number in E.164, the user id of a person who hides it, or a group.
 *
 * @throws GatewayError `recipientInvalid`, also for a recipient whom the options do not allow, or `unsupported`
 * for a user id or a group where the gateway takes none
 */
export function readRecipient(item: Item): string {
	const to = readTo(item);
	checkAllowed(to, item);
	return to;
}

/**
 * The recipient where it has to be one person. Throws as {@link readRecipient}, and `unsupported` for a group.
 *
 * @param what goes to one person only, as the beginning of the sentence
 */
export function readPerson(item: Item, what: string): string {
	const to = readRecipient(item);
	if (!isGroup(to)) return to;
	throw new GatewayError('unsupported', `${what} goes to one person, and To names a group.`, {
		hint: 'Write the phone number of a person into To.',
	});
}

function readTo({ session, parameter, expression, note }: Item): string {
	const { gateway, connection } = session;
	const input = parameter('to', '');
	const userId = readUserId(input);
	if (userId !== null) {
		checkAddressable(userId, gateway);
		return userId;
	}
	const group = readGroup(input);
	if (group !== null) {
		requireGroups(gateway);
		return group;
	}
	const { e164, notes } = readPhone(input, connection.account.defaultCountry, 'To', {
		isWhatsAppId: whatsAppIdExpression.test(expression('to')),
	});
	notes.forEach(note);
	return e164;
}

/**
 * Refuses a one-time password for a person whose number is hidden, as Meta does with its code 131062.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 *
 * @param what the beginning of the sentence: which code it is
 * @throws GatewayError `unsupported`
 */
export function refuseHiddenNumber(what: string): never {
	throw new GatewayError(
		'unsupported',
		`${what} is a one-time password, which WhatsApp does not deliver to a person whose phone number is hidden.`,
		{ hint: `${askForNumber}, or send the code on another channel.` },
	);
}

/** Whether a template is a one-time password, whose button WhatsApp shows to a known number only. */
function isOneTimePassword({ template: { category, buttons } }: TemplateContent): boolean {
	return (
		category?.toUpperCase() === 'AUTHENTICATION' ||
		buttons.some(({ type }) => type.toUpperCase() === 'OTP')
	);
}

/**
 * Refuses a template that its recipient cannot get: a one-time password as {@link refuseHiddenNumber}, and what
 * groups do not take. Throws `unsupported`.
 */
export function checkTemplateRecipient(to: string, content: TemplateContent): void {
	const isCode = isOneTimePassword(content);
	if (isGroup(to)) checkGroupTemplate(content, isCode);
	if (isUserId(to) && isCode) refuseHiddenNumber(`The template “${content.template.name}”`);
}
