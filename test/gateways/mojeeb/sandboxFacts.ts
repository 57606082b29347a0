import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'mojeeb-sandbox-token',
	signingSecret: null,
	text: {
		path: '/v1/whatsapp/messages',
		body: (to, text) => ({
			agent_id: '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
			from: '+15550100200',
			to,
			text: { body: text },
		}),
		accepted: 202,
	},
	rateLimit: { requests: 60, seconds: 60, window: 'fixed' },
	refusal: (resetAt) => [
		429,
		{
			'retry-after': '90',
			'x-ratelimit-limit': '60',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(resetAt),
		},
		{
			error: {
				type: 'rate_limit_error',
				code: 'rate_limit_exceeded',
				message: 'Rate limit exceeded.',
				correlation_id: 'order-1042',
			},
		},
	],
};
