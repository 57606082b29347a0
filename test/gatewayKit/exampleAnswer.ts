import type { Answer } from '../../nodes/WhatsAppGateway/core/request';

/** An answer of a gateway; without `more` it is an empty success. */
export const answer = (more: Partial<Answer>): Answer => ({
	status: 200,
	headers: {},
	body: {},
	isJson: true,
	sends: true,
	attempts: 1,
	...more,
});
