import type { WebhookFormat } from '../../webhooks/webhookFormat';
import { payloadOf } from './webhook';

/**
 * Meta's own payload, as other gateways forward it: unsigned, and without retries.
 * Source: https://documents.xobito.com/settings/webhooks
 */
export const resend: WebhookFormat = {
	secret: '',
	signatureHeader: '',
	retries: [],
	takesBatches: false,
	format(events) {
		const payload = payloadOf(events);
		return payload && { ...payload, headers: { 'Content-Type': 'application/json' } };
	},
};
