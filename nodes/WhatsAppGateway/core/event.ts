import type { DeliveryStatus } from './message';

/** The kinds of event, the same for every gateway. */
export type EventKind = 'message' | 'reply' | 'status' | 'optOut' | 'test' | 'other';

/** A file that a person sent. */
export interface ReceivedMedia {
	/** Identifies the file at the gateway; `null` if the event has its address instead. */
	readonly id: string | null;
	readonly url: string | null;
	readonly mimeType: string | null;
	readonly fileName: string | null;
	readonly caption: string | null;
}

/** A message that a person sent. Every field is present, `null` where it does not apply. */
export interface ReceivedMessage {
	/** Meta's id, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** The gateway's own id. */
	readonly messageId: string | null;
	/** WhatsApp's own type: text, image, location, contacts, interactive … */
	readonly type: string;
	readonly media: ReceivedMedia | null;
	readonly location: {
		readonly latitude: number;
		readonly longitude: number;
		readonly name: string | null;
		readonly address: string | null;
	} | null;
	/** The wamid of the message that was quoted, or whose button was tapped. */
	readonly quotedMessageId: string | null;
}

/** The button or row that a person tapped. */
export interface Reply {
	/** The id from the message that was sent; `null` if the gateway gives only the title. */
	readonly id: string | null;
	readonly title: string | null;
	readonly description: string | null;
}

/** A new status of a message that was sent. */
interface StatusChange {
	readonly status: DeliveryStatus;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly reason: string | null;
	readonly metaCode: number | null;
}

/** One event of a gateway. Every field is present, `null` where it does not apply. */
export interface GatewayEvent {
	readonly event: EventKind;
	/** The same for every redelivery of this event, different for every other event. */
	readonly id: string;
	readonly gateway: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** E.164 of the person; `null` where WhatsApp hides the number. */
	readonly from: string | null;
	readonly contact: { readonly id: string | null; readonly name: string | null } | null;
	/** The business's number or its id, as the gateway writes it. */
	readonly businessNumber: string | null;
	/** The content as text: a text, a caption, a reply's title, a location. */
	readonly text: string | null;
	readonly message: ReceivedMessage | null;
	readonly reply: Reply | null;
	readonly status: StatusChange | null;
	/** The gateway's own payload, unchanged. */
	readonly raw: unknown;
}

/** An event with `null` in every field that is not given. */
export function createEvent(
	known: Pick<GatewayEvent, 'event' | 'id' | 'gateway' | 'at' | 'raw'> & Partial<GatewayEvent>,
): GatewayEvent {
	return {
		from: null,
		contact: null,
		businessNumber: null,
		text: null,
		message: null,
		reply: null,
		status: null,
		...known,
	};
}

/** A received message with `null` in every field that is not given. */
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
