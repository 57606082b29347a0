/** A date and time without a zone, as n8n's date picker and spreadsheets write it. */
const localTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/** The clocks of the time zones that were asked for; making one takes long. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
	const clock =
		clocks.get(timeZone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
	clocks.set(timeZone, clock);
	return clock;
}

/** Whether this Node.js has a time zone: they come with its version, or with the system. */
export function hasTimeZone(timeZone: string): boolean {
	try {
		clockOf(timeZone);
		return true;
	} catch {
		return false;
	}
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
	const parts = clockOf(timeZone).formatToParts(moment);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(moment / 1000) * 1000;
}

/**
 * A local time as the moment that it is in a time zone, in ISO 8601, UTC; every other value unchanged.
 *
 * @param timeZone as the IANA names it: `Europe/Berlin`
 */
export function withTimeZone(value: unknown, timeZone: string): unknown {
	const [, date, time] = typeof value === 'string' ? (localTime.exec(value.trim()) ?? []) : [];
	const shown = date === undefined ? NaN : Date.parse(`${date}T${time}Z`);
	if (Number.isNaN(shown)) return value;
	// The offset is that of the moment, which is known only with the offset: twice is exact.
	const near = shown - offsetAt(shown, timeZone);
	return new Date(shown - offsetAt(near, timeZone)).toISOString();
}

const minuteMs = 60_000;

const minutesPerDay = 24 * 60;

/** What a zone's clock shows at a moment, in minutes since midnight. */
export function minuteOfDay(moment: number, timeZone: string): number {
	return Math.floor((moment + offsetAt(moment, timeZone)) / minuteMs) % minutesPerDay;
}
