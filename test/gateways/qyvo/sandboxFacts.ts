import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'qyvo-sandbox-token',
	signingSecret: 'qyvo-sandbox-signing-secret',
	text: {
		path: '/api/v1/actions/send-text-message',
		body: (phone, message) => ({ phone, message }),
		accepted: 200,
	},
	rateLimit: { requests: 120, seconds: 60, window: 'rolling' },
	refusal: () => [429, { 'retry-after': '90' }, { message: 'Too Many Attempts.' }],
};
