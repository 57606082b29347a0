import { mergeFields } from '../fields/mergeFields';
import { options } from '../fields/options';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { templateFields, whitespaceOption } from '../fields/template';
import type { Operation } from '../operation';
import { readTemplate } from '../templates/content';
import { marketingMessages, withMarketingWay } from './marketingMessages';
import { prepareSend, readRecipient } from './prepareSend';

/** Sends an approved template; needs no open customer service window. */
export const sendTemplate: Operation = {
	resource: 'message',
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template',
	description: 'Send an approved template, which can be sent at any time',
	fields: [
		to,
		...templateFields,
		options(...sendOptions, marketingMessages, mergeFields, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const { content, preview } = await readTemplate(item);
		return await prepareSend('template', to, withMarketingWay(content, item), preview, item);
	},
};
