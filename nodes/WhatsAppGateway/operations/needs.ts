import { suggestAlternative, supportedKinds } from '../core/capabilities';
import type { Contacts } from '../core/contact';
import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import type { InboxConversations } from '../core/inboxConversation';
import { type Kind, kindNames } from '../core/message';
import type { Need } from '../core/need';
import type { TemplateManagement } from '../core/templateManagement';
import { credentialOf } from '../session/gatewayNames';

/** Needs of an operation that sends what one of its fields says, by the values of this field. */
export interface NeedsByField {
	readonly field: string;
	readonly needs: Readonly<Record<string, Need>>;
}

/** What is needed. Throws `unsupported` where the gateway lacks it. */
export function requireNeed<Found>(need: Need<Found>, gateway: Gateway): Found {
	const found = need.find(gateway);
	if (found !== undefined) return found;
	throw need.lack(gateway);
}

/**
 * Something that an operation needs.
 *
 * @param sentence what happened, from behind the gateway's name on
 */
export function createNeed<Found>(
	find: (gateway: Gateway) => Found | undefined,
	sentence: string,
	instead: (gateway: Gateway) => string,
): Need<Found> {
	return {
		find,
		lack(gateway) {
			const others = credentialOf((one) => find(one) !== undefined);
			return new GatewayError('unsupported', `${gateway.name} ${sentence}`, {
				hint: `${instead(gateway)} Or use ${others}.`,
			});
		},
	};
}

/** To send messages of a kind. */
export function needOfKind(kind: Kind): Need {
	return createNeed(
		({ send }) => send[kind],
		`does not support messages of the kind ${kindNames[kind]}.`,
		(gateway) =>
			`Use ${suggestAlternative(gateway, kind)}; ${gateway.name} supports: ${supportedKinds(gateway).join(', ')}.`,
	);
}

/** To send the kind that a field names. */
export function needsOfKinds(field: string, kinds: readonly Kind[]): NeedsByField {
	return { field, needs: Object.fromEntries(kinds.map((kind) => [kind, needOfKind(kind)])) };
}

/** What is said of something that a gateway may or may not have in its dashboard. */
export const perhapsInDashboard = 'See whether the gateway’s dashboard can.';

/** What to do about contacts at a gateway that lacks something with them. */
function insteadOfContacts(name: keyof Contacts, { contacts, instead }: Gateway): string {
	const inDashboard = 'Do it in the gateway’s dashboard.';
	if (name === 'save' || contacts === undefined) return instead?.contacts ?? inDashboard;
	const isLabel = name === 'addLabel' || name === 'removeLabel';
	// A gateway without tags has none in its dashboard either.
	return isLabel && contacts.labelName === null && contacts.update !== undefined
		? 'Keep such words in Custom Fields of Contact: Update.'
		: inDashboard;
}

/** To do something with contacts. `action` completes “The gateway cannot …”. */
export function needOfContacts<K extends Exclude<keyof Contacts, 'labelName'>>(
	name: K,
	action: string,
): Need<NonNullable<Contacts[K]>> {
	return createNeed(
		({ contacts }): NonNullable<Contacts[K]> | undefined => contacts?.[name] ?? undefined,
		`cannot ${action}.`,
		(gateway) => insteadOfContacts(name, gateway),
	);
}

/** To do something with the conversations of a shared inbox. */
export function needOfInbox<K extends keyof InboxConversations>(
	name: K,
	action: string,
): Need<InboxConversations[K]> {
	return createNeed(
		({ inboxConversations }) => inboxConversations?.[name],
		`cannot ${action}.`,
		() => perhapsInDashboard,
	);
}

/** To do something with the account's templates. */
export function needOfTemplates<K extends keyof TemplateManagement>(
	name: K,
	action: string,
	instead = 'Do it in the gateway’s dashboard.',
): Need<NonNullable<TemplateManagement[K]>> {
	return createNeed(
		({ templateManagement }): NonNullable<TemplateManagement[K]> | undefined =>
			templateManagement?.[name] ?? undefined,
		`cannot ${action}.`,
		() => instead,
	);
}

/** Whether a trigger brings what people write. */
const isHeard = ({ webhook, inbox }: Gateway) => webhook !== undefined || inbox !== undefined;

/** To read the messages of a conversation. */
export const needOfConversation = createNeed(
	({ conversation }) => conversation,
	'does not list the messages of a conversation.',
	(gateway) => {
		const orStore = isHeard(gateway) ? ', or store what the trigger brings' : '';
		return `Keep the conversation in n8n: give the AI agent a memory node with the person’s number as its key${orStore}.`;
	},
);

/** To read the messages with everybody. */
export const needOfAccountMessages = createNeed(
	({ conversation }) => conversation?.listAll,
	'does not list the messages of the whole account.',
	(gateway) => {
		if (gateway.conversation !== undefined) {
			return 'Choose One Person in Messages Of, once for each person.';
		}
		return isHeard(gateway)
			? 'Store in n8n what the trigger brings.'
			: 'Look in the gateway’s dashboard.';
	},
);

/** To look the status of a message up. */
export const needOfStatus = createNeed(
	({ status }) => status,
	'has no status lookup for messages.',
	() => 'Its statuses come by webhook only: use the WhatsApp Gateway Trigger.',
);

/** To mark a message as read. */
export const needOfMarkAsRead = createNeed(
	({ markRead }) => markRead,
	'cannot mark a message as read.',
	() => 'Open the chat in the gateway’s inbox instead.',
);
