import { asObject, asText } from '../core/narrow';
import type { Answer } from '../core/request';

/** Seconds from now until a time that is told in seconds or as a date; `null` where it is neither. */
function secondsUntil(time: unknown, now: number): number | null {
	const text = asText(time)?.trim() ?? '';
	// JavaScript reads a date into nearly anything; a real one has a time of day.
	const isDate = /\d\d:\d\d/.test(text);
	const seconds = isDate ? Math.ceil((Date.parse(text) - now) / 1000) : Number(text);
	return text === '' || !Number.isFinite(seconds) ? null : Math.max(0, seconds);
}

/** Numbers from here on are no seconds from now but the seconds since 1970. */
const minTimestamp = 1e9;

/** Seconds until the gateway takes requests again: `Retry-After`, the body's own, or the window's end. */
export function readRetryAfter({ headers, body }: Answer, now = Date.now()): number | null {
	const asked =
		secondsUntil(headers['retry-after'], now) ?? secondsUntil(asObject(body)['retry_after'], now);
	if (asked !== null) return asked;
	const reset = secondsUntil(headers['x-ratelimit-reset'], now);
	return reset === null || reset < minTimestamp
		? reset
		: Math.max(0, Math.ceil(reset - now / 1000));
}
