import { z } from 'zod/v4';

import type { Fault } from '../faults/faultQueue';
import { refusalForms } from '../faults/rateLimitRefusal';
import {
	choice,
	gatewayField,
	phoneField,
	switchField,
	textField,
	wholeNumber,
} from './controlFields';
import { fields } from './validation';

const yearSeconds = 31_536_000;

const headersField = z
	.record(z.string(), z.string('a string.'), 'an object of strings.')
	.refine((headers) => {
		try {
			new Headers(headers);
			return true;
		} catch {
			return false;
		}
	}, 'not what HTTP allows in a name or a value.');

/** What a fault does; at least one of them makes it one. */
const effects = {
	status: wholeNumber(200, 599).optional(),
	headers: headersField.optional(),
	body: z
		.unknown()
		.optional()
		.transform((body) =>
			body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		),
	stallMs: wholeNumber(0, 600_000).optional(),
	reset: switchField.optional(),
	limited: fields({
		after: wholeNumber(0, yearSeconds).describe('seconds'),
		form: choice(refusalForms).default('own'),
	}).optional(),
	slow: fields({ bytes: wholeNumber(1, 1_000_000), everyMs: wholeNumber(1, 60_000) }).optional(),
	truncate: wholeNumber(0, 100_000_000).describe('bytes').optional(),
	fails: textField('why WhatsApp refuses the message, or null for no reason.')
		.nullable()
		.optional(),
	receives: wholeNumber(0, 100_000_000).describe('bytes').optional(),
	twice: switchField.optional(),
};

type Effect = keyof typeof effects;

const effectNames = Object.keys(effects) as Effect[];

/** Effects that do not go together, and why. */
const conflicts: ReadonlyArray<readonly [Effect, readonly Effect[], string]> = [
	['limited', ['status', 'body', 'reset'], 'it is an answer of its own'],
	[
		'reset',
		['status', 'headers', 'body', 'slow', 'truncate'],
		'a connection that breaks brings no answer',
	],
];

/** What answers in the place of the gateway, which is not asked then. */
const replacements = ['status', 'body', 'limited', 'reset'] as const satisfies readonly Effect[];

/** Why the effects of a fault contradict each other; `undefined` if they do not. */
function contradiction(fault: Fault): string | undefined {
	const has = (effect: Effect) => fault[effect] !== undefined && fault[effect] !== false;
	if (!effectNames.some(has)) {
		const [first, last] = [effectNames.slice(0, -1), effectNames.at(-1)];
		return `${first.join(', ')} or ${last}: at least one of them.`;
	}
	for (const [effect, others, reason] of conflicts) {
		const other = has(effect) && others.find(has);
		if (other) return `${effect}: not together with ${other}; ${reason}.`;
	}
	if (fault.after === 'accepted') {
		return has('limited')
			? 'limited: what is refused was not accepted; leave out after.'
			: undefined;
	}
	const replaced = replacements.find(has);
	const idle = (['fails', 'twice', 'receives'] as const).find(has);
	if (replaced === undefined || idle === undefined) return undefined;
	const remedy = replaced === 'limited' ? '' : ', or add after: "accepted"';
	return `${idle}: with ${replaced} nothing reaches the gateway; leave one out${remedy}.`;
}

const aPath = 'the beginning of a path after the gateway, such as /api.';

/** A fault as it is asked for. */
export const faultSchema = fields({
	gateway: gatewayField.optional(),
	path: z.string(aPath).startsWith('/', aPath).optional(),
	phone: phoneField.optional(),
	skip: wholeNumber(0, 1_000_000).optional(),
	times: wholeNumber(1, 1_000_000).default(1),
	after: choice(['before', 'accepted']).default('before'),
	...effects,
}).superRefine((fault, context) => {
	const message = contradiction(fault);
	if (message !== undefined) context.addIssue({ code: 'custom', message });
});
