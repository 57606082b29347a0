import { createHash } from 'node:crypto';

import type { ReceivedMessage, Reply } from './event';
import { asObject, asText } from './narrow';

/**
 * What an event is known by: its kind and the gateway's id of it. Where there is none, its own words,
 * so that two different ones are never taken for the same.
 */
export function eventId(kind: string, id: string | null, raw: unknown): string {
	const words = () =>
		createHash('sha256')
			.update(JSON.stringify(raw) ?? '')
			.digest('base64url');
	return `${kind}:${id ?? words()}`;
}

/** An id of several parts; `null` where one of them is missing. */
export function joinIds(...parts: ReadonlyArray<string | null>): string | null {
	return parts.includes(null) ? null : parts.join(':');
}

/** A time from a gateway, in ISO 8601: seconds or milliseconds since 1970, or a date; else `null`. */
export function toIsoTime(value: unknown): string | null {
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
export function toE164(value: unknown): string | null {
	const digits = String(typeof value === 'string' || typeof value === 'number' ? value : '');
	return /^\+?\d{7,15}$/.test(digits) ? `+${digits.replace('+', '')}` : null;
}

/** A place as every gateway tells one; `null` where there is none. */
export function toLocation(value: unknown): ReceivedMessage['location'] {
	const { latitude, longitude, name, address } = asObject(value);
	if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
	return { latitude, longitude, name: asText(name), address: asText(address) };
}

/** What was tapped, as every gateway tells it; `null` where nothing was. */
export function toReply(value: unknown): Reply | null {
	const tapped = asObject(value);
	const [id, title] = [asText(tapped['id']), asText(tapped['title'])];
	if (id === null && title === null) return null;
	return { id, title, description: asText(tapped['description']) };
}

/** A place in words. */
export function locationText({
	latitude,
	longitude,
	name,
	address,
}: NonNullable<ReceivedMessage['location']>): string {
	return [name, address, `${latitude}, ${longitude}`].filter((line) => line !== null).join('\n');
}
