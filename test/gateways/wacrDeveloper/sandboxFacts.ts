import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'wacr_test_sandbox',
	signingSecret: null,
	text: {
		path: '/v1/messages',
		body: (to, text) => ({ channel: 'whatsapp', to, text }),
		accepted: 200,
	},
	rateLimit: { requests: 120, seconds: 60, window: 'rolling' },
	refusal: () => [
		429,
		{ 'retry-after': '90' },
		{ ok: false, status: 429, error: { code: 'rate_limited', message: expect.any(String) } },
	],
};
