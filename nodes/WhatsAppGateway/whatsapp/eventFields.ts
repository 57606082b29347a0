import { createHash } from 'node:crypto';

import type { ReceivedLocation, Reply } from '../core/eventDetails';
import { asObject, asText } from '../core/narrow';

/** A name for a content, which is the same whenever the content is. */
export function contentHash(content: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(content) ?? '')
		.digest('base64url');
}

/**
 * The id of an event: what happened, and the gateway's own id of what it happened to. Without an id it is
 * the hash of the payload, so that a redelivery has the same id and two different events never do.
 */
export function eventId(kind: string, id: string | null, raw: unknown): string {
	return `${kind}:${id ?? contentHash(raw)}`;
}

/**
 * The id of what somebody did to a message: of what, by whom and with what content. A gateway may give it
 * the id of the message that it is about, and a person may do it again with another content.
 */
export function actionId(
	kind: string,
	id: string | null,
	person: string | null,
	content: unknown,
): string {
	return [kind, id ?? '-', person ?? '-', contentHash(content)].join(':');
}

/** An id of several parts; `null` if one of them is missing. */
export function joinIds(...parts: ReadonlyArray<string | null>): string | null {
	return parts.includes(null) ? null : parts.join(':');
}

/** A gateway's time in ISO 8601: seconds or milliseconds since 1970, or a date; else `null`. */
export function toIsoTime(value: unknown): string | null {
	const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	const text = typeof value === 'string' ? value.trim() : '';
	// Without a time zone it is UTC, which is what the gateways use.
	const lacksZone = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
	const number = isNumber
		? Number(value)
		: Date.parse(lacksZone ? `${text.replace(' ', 'T')}Z` : text);
	const milliseconds = isNumber && number < 1e11 ? number * 1000 : number;
	return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** The time of an event that has none: `at` is never empty. */
export const unknownTime = new Date(0).toISOString();

/** What WhatsApp writes between the digits of a number that it displays: +1 (555) 010-0100. */
const separators = /[\s()\u2010-\u2015-]/g;

/** A phone number in E.164, however its digits are grouped; `null` for anything else. */
export function toE164(value: unknown): string | null {
	const text = String(typeof value === 'string' || typeof value === 'number' ? value : '');
	const digits = text.replace(separators, '');
	return /^\+?\d{7,15}$/.test(digits) ? `+${digits.replace('+', '')}` : null;
}

/** A number, also where it is written as a text; `null` for anything else. */
export function toNumber(value: unknown): number | null {
	const number = Number(asText(value)?.trim() || NaN);
	return Number.isFinite(number) ? number : null;
}

/** A location in the form that WhatsApp gives it; `null` for anything else. */
export function toLocation(value: unknown): ReceivedLocation | null {
	const { latitude, longitude, name, address } = asObject(value);
	if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
	return { latitude, longitude, name: asText(name), address: asText(address) };
}

/** The button or row that was tapped, in the form that WhatsApp gives it; `null` for anything else. */
export function toReply(value: unknown): Reply | null {
	const reply = asObject(value);
	const [id, title] = [asText(reply['id']), asText(reply['title'])];
	if (id === null && title === null) return null;
	return { id, title, description: asText(reply['description']) };
}

/** A location as text: name, address and coordinates, a line each. */
export function locationText({ latitude, longitude, name, address }: ReceivedLocation): string {
	return [name, address, `${latitude}, ${longitude}`].filter((line) => line !== null).join('\n');
}

/** Meta's numeric code in a field of its own; `null` for anything else. */
export function toMetaCode(value: unknown): number | null {
	const code = Number(asText(value) ?? NaN);
	return Number.isNaN(code) ? null : code;
}
