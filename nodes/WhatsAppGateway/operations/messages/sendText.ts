import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { readChoice, readSwitch } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { checkLength, countCodePoints, limits } from '../../whatsapp/limits';
import { splitText } from '../../whatsapp/splitText';
import { mergeFields, withMergeFields } from '../fields/mergeFields';
import { options } from '../fields/options';
import { requireWords } from '../fields/readText';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { formatText, textFormat } from '../fields/textFormat';
import type { Item, Operation } from '../operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

const linkPreview: INodeProperties = {
	displayName: 'Link Preview',
	name: 'linkPreview',
	type: 'boolean',
	default: true,
	description: `Whether WhatsApp shows a picture and the title of the first link in the text. Without this option, it shows none. Only with ${namesOfGateways(({ linkPreviews }) => linkPreviews === true)}.`,
};

const ifTooLong: INodeProperties = {
	displayName: 'If Longer Than 4,096 Characters',
	name: 'ifTooLong',
	type: 'options',
	options: [
		{ name: 'Refuse', value: 'refuse', description: 'The item is not sent' },
		{
			name: 'Send in Parts',
			value: 'sendInParts',
			description: 'Several messages, split at paragraphs, lines, sentences or words',
		},
	],
	default: 'refuse',
	description:
		'What to do with a text of more than 4096 characters, the most that WhatsApp takes in one message. Each part is a message of its own.',
};

/** Messages of one text: more would be an accident, as when a whole table is mapped. */
const maxParts = 25;

/** The text in as many parts as it needs. Throws `invalidRequest` for one that is too long. */
function readParts(body: string, { options: given }: Item): string[] {
	const { maxCharacters } = limits.textBody;
	if (readChoice(given['ifTooLong'], ifTooLong) === 'refuse') {
		checkLength(body, limits.textBody);
		return [body];
	}
	const length = countCodePoints(body);
	if (length <= maxParts * maxCharacters) {
		const parts = splitText(body, maxCharacters);
		if (parts.length <= maxParts) return parts;
	}
	throw new GatewayError(
		'invalidRequest',
		`Text has ${length} characters, which are more than ${maxParts} messages.`,
		{ hint: 'Shorten it, or send it as a document with Send Media.' },
	);
}

/** The choice of the user; nothing without the option. Throws `unsupported` where the gateway has none. */
function readLinkPreview({ options: given, session }: Item): { linkPreview?: boolean } {
	const value = given['linkPreview'] ?? '';
	if (value === '') return {};
	const shown = readSwitch(value, linkPreview);
	if (session.gateway.linkPreviews === true) return { linkPreview: shown };
	throw new GatewayError(
		'unsupported',
		`${session.gateway.name} cannot choose whether a link has a preview.`,
		{ hint: 'Remove the option Link Preview.' },
	);
}

/** Sends free-form text; needs an open customer service window. */
export const sendText: Operation = {
	resource: 'message',
	value: 'sendText',
	name: 'Send Text',
	action: 'Send text',
	description: 'Send free-form text to a person who wrote to you within the last 24 hours',
	fields: [
		to,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your parcel has arrived.',
			description:
				'Up to 4096 characters. WhatsApp formats *bold*, _italic_ and ~strikethrough~. Reaches only people who wrote to you within the last 24 hours; to others, send a template. WhatsApp bills free-form messages since October 2026.',
		},
		...ifWindowClosed,
		options(...sendOptions, ifTooLong, linkPreview, mergeFields, textFormat, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const hint = 'Enter the message, or leave out items without one.';
		const words = formatText(requireWords(item, 'text', 'Text', hint), item);
		const body = withMergeFields(words, item);
		if (body === '') {
			throw new GatewayError('invalidRequest', 'The field Text has marks only, and no words.', {
				hint,
			});
		}
		const [first = body, ...further] = readParts(body, item);
		const link = readLinkPreview(item);
		const parts = further.length === 0 ? {} : { parts: [first, ...further] };
		const preview = { header: null, body, footer: null, buttons: [], ...parts };
		const contents = further.map((text) => ({ body: text, ...link }));
		return await prepareSend('text', to, { body: first, ...link }, preview, item, contents);
	},
};
