import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'xobito-sandbox-token',
	signingSecret: 'xobito-sandbox-signing-secret',
	text: {
		path: '/api/v1/sandbox-shop/messages/send',
		body: (phone, text) => ({ phone_number: phone, message_body: text }),
		accepted: 200,
	},
	rateLimit: { requests: 60, seconds: 60, window: 'rolling' },
	refusal: () => [429, {}, { message: 'Too many requests', retry_after: 90 }],
	upload: { path: '/api/v1/sandbox-shop/messages/media', field: 'phone_number' },
};
