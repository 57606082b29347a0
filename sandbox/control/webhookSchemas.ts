import { z } from 'zod/v4';

import { forgeries } from '../webhooks/webhookFaults';
import {
	choice,
	deliveringGatewayField,
	deliveryRefusal,
	gatewayField,
	phoneField,
	switchField,
	textField,
	webhookGatewayField,
	wholeNumber,
} from './controlFields';
import { fields } from './validation';

const seed = wholeNumber(0, 2 ** 32 - 1);

/** Where a gateway delivers its events, or forwards Meta's own payload. */
export const webhookSchema = fields({
	gateway: deliveringGatewayField,
	url: z.string('where the deliveries go.'),
	resend: switchField.default(false),
	secret: textField().describe('what deliveries are signed with').optional(),
}).superRefine(({ gateway, resend, secret }, context) => {
	const reason = deliveryRefusal(gateway, resend);
	if (reason !== undefined) {
		context.addIssue({ code: 'custom', path: [resend ? 'resend' : 'gateway'], message: reason });
	}
	if (resend && secret !== undefined) {
		const message = 'Meta’s own payload is forwarded unsigned; leave it out.';
		context.addIssue({ code: 'custom', path: ['secret'], message });
	}
});

const webhookId = textField('the id of a webhook of GET /_sandbox/webhooks.');

/** Which addresses are forgotten: one, those of a gateway, or all. */
export const webhooksQuery = fields({
	gateway: gatewayField.optional(),
	id: webhookId.optional(),
});

/** The delivery that is made once more. */
export const repeatSchema = fields({
	id: textField('the id of a delivery of GET /_sandbox/deliveries.'),
});

/** How one webhook, the webhooks of a gateway, or all of them are served. */
export const webhookFaultsSchema = fields({
	gateway: webhookGatewayField.optional(),
	webhook: webhookId.optional(),
	duplicate: wholeNumber(1, 100).optional(),
	shuffle: switchField.default(false),
	seed: seed.optional(),
	delayMs: wholeNumber(0, 600_000).optional(),
	forge: choice(forgeries).optional(),
	batch: wholeNumber(1, 1000).optional(),
	hold: wholeNumber(1, 1000).describe('events').optional(),
});

const aShare = 'a number from 0 to 1.';

/** Many messages at once. */
export const floodSchema = fields({
	gateway: webhookGatewayField,
	webhook: webhookId.optional(),
	phone: phoneField.optional(),
	count: wholeNumber(1, 20_000),
	duplicates: z.number(aShare).min(0, aShare).max(1, aShare).default(0),
	parallel: wholeNumber(1, 200).default(10),
	seed: seed.default(1),
});
