import type { GatewayTestProfile } from '../profile';

export const profile = {
	account: {
		agentId: '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
		senderNumber: '+15557654321',
	},
	sendPath: '/v1/whatsapp/messages',
	refusal: (example) => ({
		status: 422,
		body: { error: { type: example, code: example, message: example, correlation_id: 'req_1' } },
	}),
	rateLimitRefusal: { namesWait: true },
	// It accepts everything into a queue.
	refusesLater: true,
} satisfies GatewayTestProfile;
