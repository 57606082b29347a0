import { GatewayError } from '../core/faults';
import { hasTimeZone, minuteOfDay } from './localTime';
import { timeZonesOf } from './timeZones';

/** The hours of a day in which nobody is written to, in minutes since midnight; they may go on over midnight. */
export interface QuietHours {
	readonly from: number;
	/** The first minute that is not quiet any more. */
	readonly until: number;
}

const clockTime = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/**
 * A time of day in 24 hours: `21:00`, `8:30`.
 *
 * @param field the label of the field
 * @returns minutes since midnight
 * @throws GatewayError `invalidRequest`
 */
export function readClockTime(text: string, field: string): number {
	const [, hours, minutes] = clockTime.exec(text.trim()) ?? [];
	if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
	throw new GatewayError('invalidRequest', `${field} must be a time of day, but it is “${text}”.`, {
		hint: 'Write it with 24 hours, as in 21:00.',
	});
}

/** Whether a minute of the day is quiet; none is where both ends are the same. */
export function isQuietAt(minute: number, { from, until }: QuietHours): boolean {
	return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * Whether it is quiet where a person may be: in any of the time zones of the country, because the number does not
 * tell in which of them the person is.
 *
 * @param person E.164, or a user id
 * @param moment milliseconds since 1970
 * @returns `unknown` where the country is not known
 */
export function isQuietFor(person: string, hours: QuietHours, moment: number): boolean | 'unknown' {
	const zones = timeZonesOf(person).filter(hasTimeZone);
	if (zones.length === 0) return 'unknown';
	return zones.some((zone) => isQuietAt(minuteOfDay(moment, zone), hours));
}
