import type { Context } from 'hono';

import type { Clock } from './clock';
import { objectOf, plausiblePhone } from './dialect';
import type { Fault } from './faults';
import { dialects } from './gateways';
import type { Progress, Store, StoredMessage } from './store';

/** A steering request that is not understood; its message is the answer, and begins with the field. */
export class NotUnderstood extends Error {}

/** The fields of a steering request. */
export type Fields = Readonly<Record<string, unknown>>;

/** Refuses a steering request. Throws {@link NotUnderstood}. */
export function refuse(message: string): never {
	throw new NotUnderstood(message);
}

/** The JSON object of a request. Throws {@link NotUnderstood}, also for a field that is not known. */
export async function fieldsOf(context: Context, known: readonly string[]): Promise<Fields> {
	const body = objectOf(await context.req.json().catch(() => undefined));
	if (body === undefined) return refuse('body: not a JSON object.');
	const strange = Object.keys(body).find((field) => !known.includes(field));
	if (strange !== undefined) refuse(`${strange}: not a field here; there are ${known.join(', ')}.`);
	return body;
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

function headersField(value: unknown): Record<string, string> | undefined {
	if (value === undefined) return undefined;
	const given = Object.entries(objectOf(value) ?? refuse('headers: an object of strings.'));
	const texts = given.map(([name, text]): [string, string] =>
		typeof text === 'string' ? [name, text] : refuse(`headers: ${name} is not a string.`),
	);
	try {
		new Headers(texts);
	} catch {
		refuse('headers: not what HTTP allows in a name or a value.');
	}
	return Object.fromEntries(texts);
}

const faultFields = [
	'gateway',
	'path',
	'times',
	'after',
	'status',
	'headers',
	'body',
	'stallMs',
	'reset',
] as const;

/** A fault as it was asked for. Throws {@link NotUnderstood}. */
export async function faultOf(context: Context): Promise<Fault> {
	const given = await fieldsOf(context, faultFields);
	const { gateway, path, times, after = 'before', stallMs, reset, status, headers, body } = given;
	if (after !== 'before' && after !== 'accepted') return refuse('after: "before" or "accepted".');
	if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/'))) {
		return refuse('path: the beginning of a path after the gateway, such as /api.');
	}
	if (reset !== undefined && typeof reset !== 'boolean') return refuse('reset: true or false.');
	const fault: Fault = {
		gateway: gatewayField(gateway),
		path,
		times: wholeField(times, 'times', 1, 1_000_000) ?? 1,
		after,
		stallMs: wholeField(stallMs, 'stallMs', 0, 600_000),
		reset,
		status: wholeField(status, 'status', 200, 599),
		headers: headersField(headers),
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
	};
	const effects = [
		fault.status,
		fault.headers,
		fault.body,
		fault.stallMs,
		fault.reset || undefined,
	];
	if (effects.every((effect) => effect === undefined)) {
		refuse('status, headers, body, stallMs or reset: at least one of them.');
	}
	return fault;
}
