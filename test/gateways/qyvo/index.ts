import { hmacSha256 } from '../hmac';
import type { GatewayTestProfile } from '../profile';

export const profile = {
	account: {},
	sendPath: '/api/v1/actions/send',
	refusal: (example) => ({
		status: 422,
		body: example.startsWith('The given data')
			? { message: example, errors: { phone: ['The phone field is required.'] } }
			: { error: example },
	}),
	signDelivery(body, secret, seconds) {
		const signed = Buffer.concat([Buffer.from(`${seconds}.`), body]);
		return { 'x-qyvo-signature': `t=${seconds},v1=${hmacSha256(signed, secret)}` };
	},
	rateLimitRefusal: { namesWait: true },
} satisfies GatewayTestProfile;
