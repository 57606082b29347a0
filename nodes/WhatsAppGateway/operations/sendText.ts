import { GatewayError } from '../core/faults';
import { checkLength, limits } from '../whatsapp/limits';
import { options, sendOptions, to } from './fields';
import type { Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption } from './templateContent';
import { ifWindowClosed } from './windowFallback';

/** Free-form words, inside the customer service window. */
export const sendText: Operation = {
	resource: 'message',
	value: 'sendText',
	name: 'Send Text',
	action: 'Send text',
	description: 'Send a free-form text to somebody who wrote to you within the last 24 hours',
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
				'Up to 4096 characters; *bold*, _italic_ and ~struck~ are WhatsApp’s own markup. Outside the 24-hour window WhatsApp takes only a template.',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const given = item.parameter('text', '');
		const body = typeof given === 'object' ? '' : String(given ?? '');
		if (body.trim() === '') {
			throw new GatewayError('invalidRequest', 'The field Text holds no text.', {
				hint: 'Write the message, or leave out items that have none.',
			});
		}
		checkLength(body, limits.textBody);
		const preview = { header: null, body, footer: null, buttons: [] };
		return await prepareSend('text', to, { body }, preview, item);
	},
};
