import type { SandboxFacts } from '../../sandbox/facts';

export const facts: SandboxFacts = {
	token: 'meta-sandbox-token',
	signingSecret: 'metacloud-sandbox-signing-secret',
	text: {
		path: '/v24.0/106540352242922/messages',
		body: (to, text) => ({
			messaging_product: 'whatsapp',
			to: to.slice(1),
			type: 'text',
			text: { body: text },
		}),
		accepted: 200,
	},
	rateLimit: null,
	refusal: () => [
		400,
		{},
		{
			error: {
				message: '(#130429) Rate limit hit',
				type: 'OAuthException',
				code: 130429,
				error_data: {
					messaging_product: 'whatsapp',
					details: 'Cloud API message throughput has been reached.',
				},
				fbtrace_id: expect.any(String),
			},
		},
	],
};
