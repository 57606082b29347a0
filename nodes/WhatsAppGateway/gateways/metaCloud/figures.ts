import { asText } from '../../core/narrow';

/** A number of Meta's, also one in a text; `null` for none. */
export function toNumber(value: unknown): number | null {
	const text = asText(value);
	const number = Number(text ?? NaN);
	return Number.isFinite(number) ? number : null;
}

/** Seconds since 1970 in ISO 8601. */
export function toIso(seconds: unknown): string {
	return new Date((toNumber(seconds) ?? 0) * 1000).toISOString();
}

/** A moment as Meta's queries have it, in seconds. */
export function toUnixTime(date: Date): number {
	return Math.floor(date.getTime() / 1000);
}
