import { asObject, asText } from '../core/narrow';
import type { Answer } from '../core/request';

/** Seconds until a time that is given in seconds or as a date; `null` for anything else. */
function secondsUntil(time: unknown, now: number): number | null {
	const text = asText(time)?.trim() ?? '';
	// Date.parse accepts nearly any text; a real date has a time of day.
	const isDate = /\d\d:\d\d/.test(text);
	const seconds = isDate ? Math.ceil((Date.parse(text) - now) / 1000) : Number(text);
	return text === '' || !Number.isFinite(seconds) ? null : Math.max(0, seconds);
}

/** A reset time from here on is in seconds since 1970, a smaller one in seconds from now. */
const minTimestamp = 1e9;

/** Seconds to wait, by `Retry-After`, `retry_after` or `X-RateLimit-Reset`; `null` if not given. */
export function readRetryAfter({ headers, body }: Answer, now = Date.now()): number | null {
	const seconds =
		secondsUntil(headers['retry-after'], now) ?? secondsUntil(asObject(body)['retry_after'], now);
	if (seconds !== null) return seconds;
	const reset = secondsUntil(headers['x-ratelimit-reset'], now);
	return reset === null || reset < minTimestamp
		? reset
		: Math.max(0, Math.ceil(reset - now / 1000));
}
