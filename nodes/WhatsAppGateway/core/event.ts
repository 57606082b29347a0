import type { DeliveryStatus } from './message';

/** What can happen, whoever tells it. */
export type EventKind = 'message' | 'reply' | 'status' | 'optOut' | 'test' | 'other';

/** A file that a person sent. */
export interface ReceivedMedia {
	/** By which the gateway gives the file out; `null` where it names an address at once. */
	readonly id: string | null;
	readonly url: string | null;
	readonly mimeType: string | null;
	readonly fileName: string | null;
	readonly caption: string | null;
}

/** What a person sent. Every field is present, `null` where it does not apply. */
export interface ReceivedMessage {
	/** Meta's id, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** The gateway's own id. */
	readonly messageId: string | null;
	/** As WhatsApp calls it: text, image, location, contacts, interactive … */
	readonly type: string;
	readonly media: ReceivedMedia | null;
	readonly location: {
		readonly latitude: number;
		readonly longitude: number;
		readonly name: string | null;
		readonly address: string | null;
	} | null;
	/** The wamid of the message that the person quoted, or whose button they tapped. */
	readonly quotedMessageId: string | null;
}

/** The button or row that a person tapped. */
export interface Reply {
	/** The id that was given to the button or row; `null` where the gateway tells only the words. */
	readonly id: string | null;
	readonly title: string | null;
	readonly description: string | null;
}

/** How an outgoing message fares. */
export interface StatusChange {
	readonly status: DeliveryStatus;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly reason: string | null;
	readonly metaCode: number | null;
}

/** One thing that happened. Every field is present, `null` where it does not apply. */
export interface GatewayEvent {
	readonly event: EventKind;
	/** The same for every redelivery of the same thing, and for nothing else. */
	readonly id: string;
	readonly gateway: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** E.164 of the person; `null` where WhatsApp hides the number. */
	readonly from: string | null;
	readonly contact: { readonly id: string | null; readonly name: string | null } | null;
	/** The business's number or its id, as the gateway names it. */
	readonly sender: string | null;
	/** What the person said, whatever the type: a caption, a reply's title, a place as text. */
	readonly text: string | null;
	readonly message: ReceivedMessage | null;
	readonly reply: Reply | null;
	readonly status: StatusChange | null;
	/** The gateway's own words for it, untouched. */
	readonly raw: unknown;
}

/** An event with everything left out that does not apply. */
export function createEvent(
	known: Pick<GatewayEvent, 'event' | 'id' | 'gateway' | 'at' | 'raw'> & Partial<GatewayEvent>,
): GatewayEvent {
	return {
		from: null,
		contact: null,
		sender: null,
		text: null,
		message: null,
		reply: null,
		status: null,
		...known,
	};
}

/** A message without anything in it but its type and ids. */
export function createReceivedMessage(
	known: Pick<ReceivedMessage, 'type'> & Partial<ReceivedMessage>,
) {
	return {
		whatsappMessageId: null,
		messageId: null,
		media: null,
		location: null,
		quotedMessageId: null,
		...known,
	} satisfies ReceivedMessage;
}
