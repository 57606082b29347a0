import { z } from 'zod/v4';

import {
	choice,
	gatewayField,
	phoneField,
	switchField,
	textField,
	wholeNumber,
} from './controlFields';
import { actionFields, type ActionName } from './personActions';
import { fields } from './validation';

/** Kinds of files with the type that one has if none is given. */
export const mimeTypes = {
	image: 'image/jpeg',
	video: 'video/mp4',
	audio: 'audio/ogg',
	document: 'application/pdf',
	sticker: 'image/webp',
} as const;

const kinds = Object.keys(mimeTypes) as Array<keyof typeof mimeTypes>;

/** Bytes of the largest file that WhatsApp accepts. */
const maxBytes = 100 * 1024 * 1024;

/** The message for an invalid or unknown message ID. */
export const aMessageId = 'the id of a message of GET /_sandbox/messages.';

const optionalText = textField().nullish();

const media = fields({
	type: choice(kinds),
	mimeType: optionalText,
	fileName: optionalText,
	caption: optionalText,
	bytes: wholeNumber(1, maxBytes).default(1000),
	data: z
		.string('Base64.')
		.regex(/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'Base64.')
		.describe('the file in Base64')
		.optional(),
}).superRefine(({ type, caption }, context) => {
	if (!caption || (type !== 'audio' && type !== 'sticker')) return;
	const message = `WhatsApp has none below ${type === 'audio' ? 'audio' : 'a sticker'}.`;
	context.addIssue({ code: 'custom', path: ['caption'], message });
});

function degrees(max: number) {
	const what = `a number from -${max} to ${max}.`;
	return z.number(what).min(-max, what).max(max, what);
}

const location = fields({
	latitude: degrees(90),
	longitude: degrees(180),
	name: optionalText,
	address: optionalText,
});

/** What a person writes, and through which gateway; all of them if none is given. */
export const inboundSchema = fields({
	phone: phoneField,
	gateway: gatewayField.optional(),
	name: optionalText,
	replyTo: textField(aMessageId).optional(),
	hidden: switchField.default(false),
	number: textField('one of the numbers of the account, such as main.').optional(),
	group: textField('the id of a group.').optional(),
	text: textField('what the person writes.').optional(),
	tap: fields({
		message: textField(aMessageId),
		id: textField('the id of a button or a row.'),
	}).optional(),
	media: media.optional(),
	location: location.optional(),
	...actionFields,
}).superRefine(({ text, tap, media: file, location: place, replyTo, ...more }, context) => {
	const actions = (Object.keys(actionFields) as ActionName[]).map((name) => more[name]);
	if ([text, tap, file, place, ...actions].filter((one) => one !== undefined).length !== 1) {
		const message = 'what the person writes; or tap, media, location …, but only one of them.';
		context.addIssue({ code: 'custom', path: ['text'], message });
	}
	if (tap !== undefined && replyTo !== undefined) {
		context.addIssue({ code: 'custom', path: ['replyTo'], message: 'a tap quotes by itself.' });
	}
});

/** A checked request of {@link inboundSchema}. */
export type InboundFields = z.infer<typeof inboundSchema>;
