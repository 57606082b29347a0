import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import type { Groups } from '../../core/group';
import { type Kind, kindNames, type TemplateContent } from '../../core/message';
import { isGroup } from '../../core/recipient';
import { credentialOf } from '../../session/gatewayNames';

/** What the gateway can do with groups. Throws `unsupported` where it has none, for a message to one. */
export function requireGroups({ name, groups }: Gateway): Groups {
	if (groups !== undefined) return groups;
	throw new GatewayError('unsupported', `${name} cannot write to a group.`, {
		hint: `Write the phone number of a person into To, or use ${credentialOf((one) => one.groups !== undefined)}.`,
	});
}

/** Refuses a kind of message that groups do not take. Throws `unsupported`. */
export function checkGroupKind(kind: Kind, to: string, gateway: Gateway): void {
	if (!isGroup(to)) return;
	const { sends } = requireGroups(gateway);
	if (sends.includes(kind)) return;
	throw new GatewayError(
		'unsupported',
		`WhatsApp does not take messages of the kind ${kindNames[kind]} for a group.`,
		{ hint: `A group takes: ${sends.map((one) => kindNames[one]).join(', ')}.` },
	);
}

/** Meta's types of buttons for what groups do not have: shops and calls. */
const buttonsOutsideGroups: ReadonlySet<string> = new Set([
	...['CATALOG', 'MPM', 'SPM', 'ORDER_DETAILS', 'VOICE_CALL'],
]);

/** What of a template groups do not take, as words of a sentence; `undefined` for nothing. */
function findOutside(
	{ template, marketing }: TemplateContent,
	isOneTimePassword: boolean,
): string | undefined {
	if (isOneTimePassword) return 'is a one-time password';
	const parts = [template, ...template.cards];
	const buttons = parts.flatMap((part) => part.buttons.map(({ type }) => type.toUpperCase()));
	const formats = parts.map(({ header }) => header?.format);
	const button = buttons.find((type) => buttonsOutsideGroups.has(type));
	if (button !== undefined) return `has a button ${button}`;
	if (formats.includes('product')) return 'shows a product';
	// Both go by an API of their own, for which Meta documents no groups.
	if (formats.includes('gif')) return 'has a GIF';
	return marketing === true ? 'goes as a marketing message' : undefined;
}

/**
 * Refuses a template that groups do not take: one-time passwords, products, calls and marketing messages.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups
 *
 * @throws GatewayError `unsupported`
 */
export function checkGroupTemplate(content: TemplateContent, isOneTimePassword: boolean): void {
	const outside = findOutside(content, isOneTimePassword);
	if (outside === undefined) return;
	throw new GatewayError(
		'unsupported',
		`The template “${content.template.name}” ${outside}, which WhatsApp does not take for a group.`,
		{ hint: 'Use a template of text, an image, a video or a document, or write to a person.' },
	);
}
