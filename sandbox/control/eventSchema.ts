import { z } from 'zod/v4';

import { choice, gatewayField, phoneField, textField } from './controlFields';
import { fields } from './validation';

const wamid = textField('the wamid of a message.');

/** What happens beside messages: one of echo, call, template and account. */
export const eventSchema = fields({
	gateway: gatewayField.optional(),
	echo: fields({
		phone: phoneField,
		text: textField().optional(),
		/** The message that the text replaces; without a text, it is deleted. */
		changes: wamid.optional(),
	}).optional(),
	call: fields({
		phone: phoneField,
		event: choice(['connect', 'terminate']),
		direction: choice(['inbound', 'outbound']).default('inbound'),
	}).optional(),
	template: fields({
		name: textField(),
		language: textField().default('en_US'),
		change: choice(['status', 'quality', 'category']).default('status'),
		to: textField('the new status, quality or category.'),
		reason: textField().nullish(),
	}).optional(),
	account: fields({
		field: textField('a field of the webhook.'),
		value: z.record(z.string(), z.unknown(), 'an object.'),
	}).optional(),
}).superRefine(({ echo, call, template, account }, context) => {
	if ([echo, call, template, account].filter((one) => one !== undefined).length !== 1) {
		const message = 'what happens; or call, template or account, but only one of them.';
		context.addIssue({ code: 'custom', path: ['echo'], message });
	}
	if (echo !== undefined && echo.text === undefined && echo.changes === undefined) {
		const message = 'what the colleague writes, or the message that changes.';
		context.addIssue({ code: 'custom', path: ['echo', 'text'], message });
	}
});

/** A checked request of {@link eventSchema}. */
export type EventFields = z.infer<typeof eventSchema>;
