import type { GatewayTestProfile } from '../profile';

/** A code with or without a text behind it, a text of WhatsApp's, or the status alone. */
function refusal(example: string) {
	if (/^\d{3}$/.test(example)) {
		const message = 'Payload too large';
		return { status: Number(example), body: { ok: false, error: { code: 'too_large', message } } };
	}
	const [, code = 'send_failed', message = example] = /^([a-z_]+)(?:: (.*))?$/.exec(example) ?? [];
	return { status: 422, body: { ok: false, status: 422, error: { code, message } } };
}

export const profile = {
	account: {},
	sendPath: '/v1/messages',
	refusal,
	// A shared secret, which the user gives to the step of the flow.
	signDelivery: (_body, secret) => ({ 'x-wacr-secret': secret }),
	rateLimitRefusal: { namesWait: true },
	refusesLater: true,
} satisfies GatewayTestProfile;
