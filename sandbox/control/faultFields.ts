import type { Context } from 'hono';

import { objectOf } from '../gatewayKit/dialect';
import type { Fault } from '../faults/faultQueue';
import { limitedForms, type Limited } from '../faults/rateLimitRefusal';
import type { Slow } from '../faults/slowResponse';
import {
	fieldsOf,
	gatewayField,
	objectField,
	phoneField,
	refuse,
	switchField,
	wholeField,
} from './controlFields';

const year = 31_536_000;

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

function limitedField(value: unknown): Limited | undefined {
	const fields = objectField(value, 'limited', ['after', 'form']);
	if (fields === undefined) return undefined;
	const { after, form = 'own' } = fields;
	return {
		after:
			wholeField(after, 'limited.after', 0, year) ??
			refuse('limited.after: the seconds after which to come back.'),
		form:
			limitedForms.find((one) => one === form) ??
			refuse(`limited.form: one of ${limitedForms.join(', ')}.`),
	};
}

function slowField(value: unknown): Slow | undefined {
	const fields = objectField(value, 'slow', ['bytes', 'everyMs']);
	if (fields === undefined) return undefined;
	const { bytes, everyMs } = fields;
	return {
		bytes:
			wholeField(bytes, 'slow.bytes', 1, 1_000_000) ?? refuse('slow.bytes: so many at a time.'),
		everyMs:
			wholeField(everyMs, 'slow.everyMs', 1, 60_000) ??
			refuse('slow.everyMs: so many milliseconds between the pieces.'),
	};
}

function failsField(value: unknown): string | null | undefined {
	if (value === undefined || value === null) return value;
	if (typeof value === 'string' && value !== '') return value;
	return refuse('fails: why WhatsApp refuses the message, or null for no reason.');
}

/** What a fault does; at least one of them makes it one. */
const effects = [
	'status',
	'headers',
	'body',
	'stallMs',
	'reset',
	'limited',
	'slow',
	'truncate',
	'fails',
	'twice',
] as const satisfies ReadonlyArray<keyof Fault>;

const known = ['gateway', 'path', 'phone', 'times', 'after', ...effects] as const;

/** What does not go with what, and why. */
const apart: ReadonlyArray<
	readonly [keyof Fault, ReadonlyArray<(typeof effects)[number]>, string]
> = [
	['limited', ['status', 'body', 'reset'], 'it is an answer of its own'],
	[
		'reset',
		['status', 'headers', 'body', 'slow', 'truncate'],
		'a connection that breaks brings no answer',
	],
];

/** What answers in the place of the gateway, which is not asked then. */
const instead = ['status', 'body', 'limited', 'reset'] as const satisfies ReadonlyArray<
	keyof Fault
>;

function refuseContradictions(fault: Fault): void {
	const has = (field: keyof Fault) => fault[field] !== undefined && fault[field] !== false;
	if (!effects.some(has)) {
		refuse(`${effects.slice(0, -1).join(', ')} or ${effects.at(-1)}: at least one of them.`);
	}
	for (const [field, others, reason] of apart) {
		const other = has(field) && others.find(has);
		if (other) refuse(`${field}: not together with ${other}; ${reason}.`);
	}
	if (fault.after === 'accepted') {
		if (has('limited')) refuse('limited: what is refused was not accepted; leave out after.');
		return;
	}
	const replaced = instead.find(has);
	const idle = (['fails', 'twice'] as const).find(has);
	if (replaced === undefined || idle === undefined) return;
	const remedy = replaced === 'limited' ? '' : ', or add after: "accepted"';
	refuse(`${idle}: with ${replaced} nothing reaches the gateway; leave one out${remedy}.`);
}

/** A fault as it was asked for. Throws `NotUnderstood`. */
export async function faultOf(context: Context): Promise<Fault> {
	const given = await fieldsOf(context, known);
	const { gateway, path, phone, times, after = 'before', body } = given;
	if (after !== 'before' && after !== 'accepted') return refuse('after: "before" or "accepted".');
	if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/'))) {
		return refuse('path: the beginning of a path after the gateway, such as /api.');
	}
	const fault: Fault = {
		gateway: gatewayField(gateway),
		path,
		phone: phone === undefined ? undefined : phoneField(phone),
		times: wholeField(times, 'times', 1, 1_000_000) ?? 1,
		after,
		stallMs: wholeField(given['stallMs'], 'stallMs', 0, 600_000),
		reset: switchField(given['reset'], 'reset'),
		status: wholeField(given['status'], 'status', 200, 599),
		headers: headersField(given['headers']),
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		limited: limitedField(given['limited']),
		slow: slowField(given['slow']),
		truncate: wholeField(given['truncate'], 'truncate', 0, 100_000_000),
		fails: failsField(given['fails']),
		twice: switchField(given['twice'], 'twice'),
	};
	refuseContradictions(fault);
	return fault;
}
