import { hmacSha256 } from '../hmac';
import type { GatewayTestProfile } from '../profile';

/** A sentence, or the name of a refused field. */
function refusal(example: string) {
	if (example.startsWith('The route')) return { status: 404, body: { message: example } };
	const [, field] = /^errors\.(.*)$/.exec(example) ?? [];
	if (field === undefined) return { status: 422, body: { status: 'error', message: example } };
	const errors = { [field]: ['It is required.'] };
	return { status: 422, body: { status: 'error', message: 'Validation failed', errors } };
}

export const profile = {
	account: { subdomain: 'acme', senderPhoneNumberId: '' },
	sendPath: '/api/v1/',
	refusal,
	signDelivery: (body, secret) => ({ 'x-webhook-signature': hmacSha256(body, secret) }),
	rateLimitRefusal: { namesWait: true },
	templateNotDelivered: {
		path: '/api/v1/sandbox-shop/messages/template',
		status: 500,
		body: { status: 'error', message: 'Failed to send message' },
	},
} satisfies GatewayTestProfile;
