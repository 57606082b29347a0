import { options, sendOptions, to } from './fields';
import type { Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption, readTemplate, templateFields } from './templateContent';

/** An approved template with its placeholders filled; reaches anybody, at any time. */
export const sendTemplate: Operation = {
	resource: 'message',
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template',
	description: 'Send an approved template, which reaches people at any time',
	fields: [to, ...templateFields, options(...sendOptions, whitespaceOption)],
	async read(item) {
		const to = readRecipient(item);
		const { content, preview } = await readTemplate(item);
		return await prepareSend('template', to, content, preview, item);
	},
};
