import { z } from 'zod/v4';

import {
	choice,
	gatewayField,
	phoneField,
	switchField,
	textField,
	wholeNumber,
} from './controlFields';
import { fields } from './validation';

/** Which messages are listed. */
export const messagesQuery = fields({
	phone: phoneField.optional(),
	gateway: gatewayField.optional(),
	direction: choice(['inbound', 'outbound']).optional(),
});

/** How far an outgoing message comes. */
export const statusSchema = fields({
	id: textField('an outgoing message of GET /_sandbox/messages.'),
	status: choice(['queued', 'sent', 'delivered', 'read', 'failed']),
	reason: z.string('a text.').nullish(),
});

/** Whether a person wants to be written to. */
export const optOutSchema = fields({
	phone: phoneField,
	gateway: gatewayField.optional(),
	optedOut: switchField.default(true),
});

/** What a person does with the phone, and at one gateway or all of them. */
export const peopleSchema = fields({
	phone: phoneField,
	gateway: gatewayField.optional(),
	off: switchField.optional(),
	blocked: switchField.optional(),
});

/** Whether free text goes through to a person. */
export const windowSchema = fields({
	phone: phoneField,
	gateway: gatewayField.optional(),
	open: switchField,
});

const webAddress = z.url({ protocol: /^https?$/, error: 'an http or https address.' });

/** Where the page leads to. */
export const guideSchema = fields({
	editorUrl: webAddress.describe('the address of n8n'),
	firstExample: fields({ name: textField(), url: webAddress, hint: textField() }).optional(),
});

/** One of something that is logged. */
export const idQuery = fields({ id: textField('an id.') });

const isoTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** The last moment to which the clock can be set, in milliseconds since 1970. */
export const maxTime = Date.parse('2999-12-31T23:59:59Z');

const aTime = 'a time in ISO 8601 such as 2030-01-31T09:00:00Z, from 1970, before 3000.';
const aSpeed = 'a number from 0.1 to 1000; 1 is normal.';

/** The message for an advance that is invalid or too large. */
export const anAdvance = 'seconds from 0, before the year 3000.';

/** How the clock is changed. */
export const clockSchema = fields({
	advance: z.number(anAdvance).min(0, anAdvance).describe('seconds').optional(),
	now: z
		.string(aTime)
		.regex(isoTime, aTime)
		.transform((value) => Date.parse(value))
		.refine((time) => time >= 0 && time <= maxTime, aTime)
		.describe('ISO 8601')
		.optional(),
	speed: z.number(aSpeed).min(0.1, aSpeed).max(1000, aSpeed).optional(),
}).refine(
	(given) => Object.values(given).filter((value) => value !== undefined).length === 1,
	'advance, now or speed: exactly one of them.',
);

/** How many requests a gateway accepts. */
export const rateLimitSchema = fields({
	gateway: gatewayField,
	requests: wholeNumber(1, 1_000_000).optional(),
	seconds: wholeNumber(1, 86_400).optional(),
}).superRefine(({ requests, seconds }, context) => {
	if ((requests === undefined) === (seconds === undefined)) return;
	context.addIssue({
		code: 'custom',
		path: [requests === undefined ? 'requests' : 'seconds'],
		message: 'beside the other, or neither of them for the documented limit.',
	});
});

/** How many templates each account has beside those of the seed. */
export const templatesSchema = fields({ more: wholeNumber(0, 10_000) });
