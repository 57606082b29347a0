import type { Context } from 'hono';

import type { Clock } from '../state/clock';
import { objectOf, plausiblePhone } from '../gatewayKit/dialect';
import { dialects } from '../gateways';
import type { Progress, Store, StoredMessage } from '../state/store';

/** A steering request that is not understood; its message is the answer, and begins with the field. */
export class NotUnderstood extends Error {}

/** The fields of a steering request. */
export type Fields = Readonly<Record<string, unknown>>;

/** Refuses a steering request. Throws {@link NotUnderstood}. */
export function refuse(message: string): never {
	throw new NotUnderstood(message);
}

function onlyKnown(fields: Fields, known: readonly string[], within = ''): Fields {
	const strange = Object.keys(fields).find((field) => !known.includes(field));
	if (strange === undefined) return fields;
	return refuse(`${within}${strange}: not a field here; there are ${known.join(', ')}.`);
}

/** The JSON object of a request. Throws {@link NotUnderstood}, also for a field that is not known. */
export async function fieldsOf(context: Context, known: readonly string[]): Promise<Fields> {
	const body = objectOf(await context.req.json().catch(() => undefined));
	return body === undefined ? refuse('body: not a JSON object.') : onlyKnown(body, known);
}

/** An object in a field; `undefined` where there is none. Throws {@link NotUnderstood}. */
export function objectField(
	value: unknown,
	field: string,
	known: readonly string[],
): Fields | undefined {
	if (value === undefined) return undefined;
	const fields = objectOf(value) ?? refuse(`${field}: an object of ${known.join(', ')}.`);
	return onlyKnown(fields, known, `${field}.`);
}

/** A gateway's id. Throws {@link NotUnderstood}. */
export function gatewayField(value: unknown): string | undefined {
	if (value === undefined) return undefined;
	const known = dialects.map(({ id }) => id);
	return known.find((id) => id === value) ?? refuse(`gateway: one of ${known.join(', ')}.`);
}

/** A person's number in E.164. Throws {@link NotUnderstood}. */
export function phoneField(value: unknown): string {
	const phone = typeof value === 'string' ? plausiblePhone(value) : undefined;
	return phone ?? refuse('phone: a number such as +491713920012.');
}

/** What a person writes. Throws {@link NotUnderstood}. */
export function wordsField(value: unknown): string {
	return typeof value === 'string' && value !== ''
		? value
		: refuse('text: what the person writes.');
}

/** Which way messages went. Throws {@link NotUnderstood}. */
export function directionField(value: unknown): StoredMessage['direction'] | undefined {
	if (value === undefined || value === 'inbound' || value === 'outbound') return value;
	return refuse('direction: inbound or outbound.');
}

/** An outgoing message by its id. Throws {@link NotUnderstood}. */
export function messageOf(store: Store, id: unknown): StoredMessage {
	const message = [...store.messages, ...store.undelivered].find(
		(one) => one.id === id && one.direction === 'outbound',
	);
	return message ?? refuse('id: an outgoing message of GET /_sandbox/messages.');
}

const progresses: readonly Progress[] = ['queued', 'sent', 'delivered', 'read', 'failed'];

/** How far a message shall come. Throws {@link NotUnderstood}. */
export function progressField(value: unknown): Progress {
	return (
		progresses.find((one) => one === value) ?? refuse(`status: one of ${progresses.join(', ')}.`)
	);
}

/** Why a message failed. Throws {@link NotUnderstood}. */
export function reasonField(value: unknown): string | null {
	if (value === undefined || value === null || typeof value === 'string') return value ?? null;
	return refuse('reason: a text.');
}

const isoTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;
const lastMoment = Date.parse('2999-12-31T23:59:59Z');

/** Lets the clock jump, or run at another speed, as it was asked for. Throws {@link NotUnderstood}. */
export function steerClock(clock: Clock, { advance, now, speed }: Fields): void {
	if ([advance, now, speed].filter((field) => field !== undefined).length !== 1) {
		refuse('advance, now or speed: exactly one of them.');
	}
	if (speed !== undefined) {
		const fits = typeof speed === 'number' && speed >= 0.1 && speed <= 1000;
		return clock.run(fits ? speed : refuse('speed: a number from 0.1 to 1000; 1 is normal.'));
	}
	if (advance !== undefined) {
		const ahead = typeof advance === 'number' && advance >= 0 ? advance * 1000 : NaN;
		const fits = clock.now() + ahead <= lastMoment;
		return clock.advance(fits ? ahead : refuse('advance: seconds from 0, before the year 3000.'));
	}
	const moment = typeof now === 'string' && isoTime.test(now) ? Date.parse(now) : NaN;
	const fits = moment >= 0 && moment <= lastMoment;
	clock.set(
		fits
			? moment
			: refuse('now: a time in ISO 8601 such as 2030-01-31T09:00:00Z, from 1970, before 3000.'),
	);
}

/** A whole number; `undefined` where there is none. Throws {@link NotUnderstood}. */
export function wholeField(value: unknown, field: string, least: number, most: number) {
	if (value === undefined) return undefined;
	const fits = typeof value === 'number' && Number.isInteger(value);
	if (fits && value >= least && value <= most) return value;
	return refuse(`${field}: a whole number from ${least} to ${most}.`);
}

/** A switch; `undefined` where there is none. Throws {@link NotUnderstood}. */
export function switchField(value: unknown, field: string): boolean | undefined {
	if (value === undefined || typeof value === 'boolean') return value;
	return refuse(`${field}: true or false.`);
}
