import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { checkLength, limits } from '../whatsapp/limits';
import { readSwitch } from '../n8n/readOption';
import { options } from './fields/options';
import { to } from './fields/recipient';
import { sendOptions } from './fields/sendOptions';
import { requireWords } from './fields/readText';
import { whitespaceOption } from './fields/template';
import { formatText, textFormat } from './fields/textFormat';
import type { Item, Operation } from './operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

const linkPreview: INodeProperties = {
	displayName: 'Link Preview',
	name: 'linkPreview',
	type: 'boolean',
	default: true,
	description:
		'Whether WhatsApp shows a picture and the title of the first link in the text. Without this option, it shows none. Remove it if the gateway cannot choose that.',
};

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
		options(...sendOptions, linkPreview, textFormat, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const hint = 'Enter the message, or leave out items without one.';
		const body = formatText(requireWords(item, 'text', 'Text', hint), item);
		if (body === '') {
			throw new GatewayError('invalidRequest', 'The field Text has marks only, and no words.', {
				hint,
			});
		}
		checkLength(body, limits.textBody);
		const preview = { header: null, body, footer: null, buttons: [] };
		return await prepareSend('text', to, { body, ...readLinkPreview(item) }, preview, item);
	},
};
