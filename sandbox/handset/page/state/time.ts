import { model } from './stores';

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateAndTime = new Intl.DateTimeFormat(undefined, {
	...{ month: 'short', day: 'numeric' },
	...{ hour: '2-digit', minute: '2-digit' },
});
const wholeDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const toTheSecond = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** The sandbox's time. */
export function now(): number {
	const { clock, clockAt } = model.get();
	return clockAt + clock.offset + (Date.now() - clockAt) * clock.speed;
}

const dayOf = (at: number | string) => new Date(at).toDateString();

/** Hours and minutes. */
export const timeOf = (at: string) => clockTime.format(new Date(at));

/** Hours, minutes and seconds. */
export const secondOf = (at: string) => toTheSecond.format(new Date(at));

/** Hours and minutes, with the date on another day. */
export function momentOf(at: string): string {
	return (dayOf(at) === dayOf(now()) ? clockTime : dateAndTime).format(new Date(at));
}

/** The day above the messages of that day. */
export function dayTitle(at: string): string {
	const day = 24 * 3_600_000;
	if (dayOf(at) === dayOf(now())) return 'Today';
	return dayOf(at) === dayOf(now() - day) ? 'Yesterday' : wholeDate.format(new Date(at));
}

/** Whether two moments are on one day. */
export const isSameDay = (a: string, b: string) => dayOf(a) === dayOf(b);

/** The sandbox's date and time. */
export const presentMoment = () => dayAndTime.format(now());
