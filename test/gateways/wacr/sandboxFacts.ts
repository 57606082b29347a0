import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'wacr-sandbox-token',
	signingSecret: null,
	text: {
		path: '/api/v2/messages/text',
		body: (phone, message) => ({ phone, message }),
		accepted: 200,
	},
	rateLimit: { requests: 60, seconds: 60, window: 'rolling' },
	refusal: () => [
		429,
		{ 'retry-after': '90' },
		{ success: false, error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests.' } },
	],
	upload: { path: '/api/v2/messages/media', field: 'phone' },
};
