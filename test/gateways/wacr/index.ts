import type { GatewayTestProfile } from '../profile';

/** A code with or without a text behind it, or Laravel's own sentence. */
function refusal(example: string) {
	const [, code, message] = /^([A-Z_]+)(?:: (.*))?$/.exec(example) ?? [undefined, '', example];
	if (code === '') return { status: 404, body: { message } };
	const errors = { phone: ['The phone field is required.'] };
	const error = { code, message, ...(code === 'VALIDATION_ERROR' && { errors }) };
	return { status: 422, body: { success: false, error } };
}

export const profile = {
	account: {},
	sendPath: '/api/v2/messages/',
	refusal,
	// A shared secret, which the user gives to the step of the flow.
	signDelivery: (_body, secret) => ({ 'x-wacr-secret': secret }),
	rateLimitRefusal: { namesWait: true },
	templateNotDelivered: {
		path: '/api/v2/messages/template',
		status: 500,
		body: { error: { code: 'MESSAGE_SEND_FAILED' } },
	},
} satisfies GatewayTestProfile;
