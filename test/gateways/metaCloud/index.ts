import { hmacSha256 } from '../hmac';
import type { GatewayTestProfile } from '../profile';

/** Meta's code decides, with a subcode or words if it has some. */
function refusal(example: string) {
	const [, code, subcode, words] = /^(\d+)(?:, subcode (\d+)|, (.+))?$/.exec(example) ?? [];
	const error = {
		message: words ?? 'Words',
		type: 'OAuthException',
		code: Number(code),
		...(subcode !== undefined && { error_subcode: Number(subcode) }),
	};
	return { status: 400, body: { error } };
}

export const profile = {
	account: {
		phoneNumberId: '106540352242922',
		businessAccountId: '102290129340398',
		graphApiVersion: 'v24.0',
	},
	sendPath: '/',
	refusal,
	signDelivery: (body, secret) => ({
		'x-hub-signature-256': `sha256=${hmacSha256(body, secret)}`,
	}),
	rateLimitRefusal: { namesWait: false },
} satisfies GatewayTestProfile;
