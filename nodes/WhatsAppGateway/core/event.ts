import { createHash } from 'node:crypto';

import { asObject, asText } from './answer';
import type { DeliveryStatus } from './message';

/** What can happen, whoever tells it. */
export type EventKind = 'message' | 'reply' | 'status' | 'optOut' | 'test' | 'unknown';

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
	readonly quoted: string | null;
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
export function eventOf(
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
export function receivedOf(known: Pick<ReceivedMessage, 'type'> & Partial<ReceivedMessage>) {
	return {
		whatsappMessageId: null,
		messageId: null,
		media: null,
		location: null,
		quoted: null,
		...known,
	} satisfies ReceivedMessage;
}

/**
 * What an event is known by: its kind and the gateway's id of it. Where there is none, its own words,
 * so that two different ones are never taken for the same.
 */
export function idOf(kind: string, id: string | null, raw: unknown): string {
	const words = () =>
		createHash('sha256')
			.update(JSON.stringify(raw) ?? '')
			.digest('base64url');
	return `${kind}:${id ?? words()}`;
}

/** An id of several parts; `null` where one of them is missing. */
export function joined(...parts: ReadonlyArray<string | null>): string | null {
	return parts.includes(null) ? null : parts.join(':');
}

/** A time from a gateway, in ISO 8601: seconds or milliseconds since 1970, or a date; else `null`. */
export function timeOf(value: unknown): string | null {
	const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	const text = typeof value === 'string' ? value.trim() : '';
	// A time without a zone is the gateway's, and gateways tell UTC.
	const isBare = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
	const number = isNumber
		? Number(value)
		: Date.parse(isBare ? `${text.replace(' ', 'T')}Z` : text);
	const milliseconds = isNumber && number < 1e11 ? number * 1000 : number;
	return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** A person's number in E.164, from digits with or without a plus; `null` for what is none. */
export function numberOf(value: unknown): string | null {
	const digits = String(typeof value === 'string' || typeof value === 'number' ? value : '');
	return /^\+?\d{7,15}$/.test(digits) ? `+${digits.replace('+', '')}` : null;
}

/** A place as every gateway tells one; `null` where there is none. */
export function placeOf(value: unknown): ReceivedMessage['location'] {
	const { latitude, longitude, name, address } = asObject(value);
	if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
	return { latitude, longitude, name: asText(name), address: asText(address) };
}

/** What was tapped, as every gateway tells it; `null` where nothing was. */
export function replyOf(value: unknown): Reply | null {
	const tapped = asObject(value);
	const [id, title] = [asText(tapped['id']), asText(tapped['title'])];
	if (id === null && title === null) return null;
	return { id, title, description: asText(tapped['description']) };
}

/** A place in words. */
export function placeText({
	latitude,
	longitude,
	name,
	address,
}: NonNullable<ReceivedMessage['location']>): string {
	return [name, address, `${latitude}, ${longitude}`].filter((line) => line !== null).join('\n');
}
