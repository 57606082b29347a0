import { GatewayError } from '../core/faults';
import { checkLength, limits } from '../whatsapp/limits';
import { options } from './fields/options';
import { to } from './fields/recipient';
import { sendOptions } from './fields/sendOptions';
import { whitespaceOption } from './fields/template';
import type { Operation } from './operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

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
				'Up to 4096 characters. WhatsApp formats *bold*, _italic_ and ~strikethrough~. Outside the 24-hour window it accepts only templates.',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const value = item.parameter('text', '');
		const body = typeof value === 'object' ? '' : String(value ?? '');
		if (body.trim() === '') {
			throw new GatewayError('invalidRequest', 'The field Text is empty.', {
				hint: 'Enter the message, or leave out items without one.',
			});
		}
		checkLength(body, limits.textBody);
		const preview = { header: null, body, footer: null, buttons: [] };
		return await prepareSend('text', to, { body }, preview, item);
	},
};
