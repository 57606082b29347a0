import type {
	Call,
	ChangedMessage,
	EventContact,
	FormAnswer,
	Order,
	Reaction,
	ReceivedMessage,
	ReferredProduct,
	Referral,
	Reply,
	SystemChange,
} from './eventDetails';
import type {
	AccountChange,
	AutomationReport,
	Echo,
	GroupChange,
	Payment,
	StatusChange,
	TemplateChange,
} from './eventReports';

/** The kinds of event, the same for every gateway. */
export type EventKind =
	| 'message'
	| 'reply'
	| 'reaction'
	| 'edited'
	| 'deleted'
	| 'order'
	| 'formAnswer'
	| 'system'
	| 'call'
	| 'payment'
	| 'template'
	| 'account'
	| 'groupChange'
	| 'echo'
	| 'status'
	| 'optOut'
	| 'contactCreated'
	| 'sequenceStarted'
	| 'flowStarted'
	| 'campaignSent'
	| 'test'
	| 'other';

/** One event of a gateway. Every field is present, `null` where it does not apply. */
export interface GatewayEvent {
	/** What happened. */
	readonly event: EventKind;
	/** The same for every redelivery of this event, different for every other event. */
	readonly id: string;
	/** The gateway that sent it. */
	readonly gateway: string;
	/** When, ISO 8601 in UTC; 1970 where the gateway gives no time. */
	readonly at: string;
	/** E.164 of the person; `null` where WhatsApp hides the number. */
	readonly from: string | null;
	/** The person. */
	readonly contact: EventContact | null;
	/** The business’s number or its id, as the gateway writes it. */
	readonly businessNumber: string | null;
	/** The id of the group in which it happened; `null` in a private chat. */
	readonly group: string | null;
	/** What was said, whatever the type: a text, a caption, a reply’s title, a place, a card, a note. */
	readonly text: string | null;
	/** The content that a person sent. */
	readonly message: ReceivedMessage | null;
	/** The button or row that a person tapped. */
	readonly reply: Reply | null;
	/** The emoji that a person put on a message. */
	readonly reaction: Reaction | null;
	/** The message that a person changed; the new words are in `text`. */
	readonly edited: ChangedMessage | null;
	/** The message that a person deleted. */
	readonly deleted: ChangedMessage | null;
	/** What a person ordered from a catalog. */
	readonly order: Order | null;
	/** What a person entered into a form. */
	readonly formAnswer: FormAnswer | null;
	/** A person’s new number or id. */
	readonly system: SystemChange | null;
	/** A call, or the permission for calls. */
	readonly call: Call | null;
	/** A payment for an order that you sent. */
	readonly payment: Payment | null;
	/** A template of yours that changed. */
	readonly template: TemplateChange | null;
	/** News of your account or number. */
	readonly account: AccountChange | null;
	/** A message that a colleague wrote: in the WhatsApp Business app on your own number, or at the gateway. */
	readonly echo: Echo | null;
	/** A new status of a message that you sent. */
	readonly status: StatusChange | null;
	/** The ad, post or link by which the person came. */
	readonly referral: Referral | null;
	/** The product that the person asks about. */
	readonly referredProduct: ReferredProduct | null;
	/** What the gateway does by itself and began now; only in the events Sequence Started, Flow Started and Campaign Sent. */
	readonly automation?: AutomationReport;
	/** What happened to the group in `group`; only in the event Group Changed. */
	readonly groupChange?: GroupChange;
	/** The gateway’s own payload, unchanged. */
	readonly raw: unknown;
}

/** One of several messages that became one item. */
export interface CollectedMessage extends Pick<
	GatewayEvent,
	'id' | 'at' | 'text' | 'message' | 'referral' | 'referredProduct'
> {
	/** Where the item’s binary data holds the file of the message: `data`, `data_1` …; `null` for no file. */
	readonly binaryName: string | null;
	/** Why the file of the message was not downloaded; absent where it was, or where there is none. */
	readonly mediaNotDownloaded?: string;
}

/** What a trigger puts out for each event: the event, and what became of its file. */
export interface TriggerItem extends GatewayEvent {
	/** Why the file of the message was not downloaded; absent where it was, or where there is none. */
	readonly mediaNotDownloaded?: string;
	/** What the person wrote, the oldest first; only if messages are collected. The item is the last of them, with the text of all. */
	readonly messages?: readonly CollectedMessage[];
}

/** An event with `null` in every field that is not given. */
export function createEvent(
	known: Pick<GatewayEvent, 'event' | 'id' | 'gateway' | 'at' | 'raw'> & Partial<GatewayEvent>,
): GatewayEvent {
	const { event, id, gateway, at, raw, ...rest } = known;
	// In the order in which an item shows them.
	return {
		event,
		id,
		gateway,
		at,
		from: null,
		contact: null,
		businessNumber: null,
		group: null,
		text: null,
		message: null,
		reply: null,
		reaction: null,
		edited: null,
		deleted: null,
		order: null,
		formAnswer: null,
		system: null,
		call: null,
		payment: null,
		template: null,
		account: null,
		echo: null,
		status: null,
		referral: null,
		referredProduct: null,
		...rest,
		raw,
	};
}

/** The person of an event, with `null` in every field that is not given. */
export function createContact(known: Partial<EventContact>): EventContact {
	return { id: null, name: null, userId: null, username: null, ...known };
}

/** A received message with `null` in every field that is not given. */
export function createReceivedMessage({
	type,
	...known
}: Pick<ReceivedMessage, 'type'> & Partial<ReceivedMessage>) {
	return {
		whatsappMessageId: null,
		messageId: null,
		type,
		media: null,
		location: null,
		contacts: null,
		quotedMessageId: null,
		...known,
	} satisfies ReceivedMessage;
}

/** A status with `null` in every field that is not given. */
export function createStatus({
	status,
	...known
}: Pick<StatusChange, 'status'> & Partial<StatusChange>): StatusChange {
	return {
		status,
		messageId: null,
		whatsappMessageId: null,
		reason: null,
		metaCode: null,
		played: false,
		messageKey: null,
		pricing: null,
		conversation: null,
		...known,
	};
}
