import type { FaultDetails, GatewayError } from '../core/faults';
import type { Answer } from '../core/request';
import { matchRule, type RefusalRule, toRuleFault } from './refusalRule';

/** Everything that is not the gateway's API: a web page, a redirect, another program. */
const notTheApi = {
	example: 'a web page instead of data',
	when: {},
	fault: 'unexpectedAnswer',
	message:
		'{gateway} was expected at the Base URL, but something else answered there (status {status}).',
} as const satisfies RefusalRule;

/** What the HTTP status alone means, where a gateway's own rules do not apply. The first match wins. */
export const statusRules = [
	{
		example: '401',
		when: { status: 401 },
		fault: 'invalidCredential',
		message: '{gateway} does not accept the access token.',
	},
	{
		example: '402',
		when: { status: 402 },
		fault: 'quotaExceeded',
		message: '{gateway} says that the quota is used up.',
		quotesGateway: true,
	},
	{
		example: '403',
		when: { status: 403, isJson: true },
		fault: 'missingScope',
		message: '{gateway} does not permit this.',
		quotesGateway: true,
	},
	{
		example: '404',
		when: { status: 404, isJson: true },
		fault: 'notFound',
		message: '{gateway} does not have what was asked for.',
		quotesGateway: true,
	},
	{
		example: '409',
		when: { status: 409, isJson: true },
		fault: 'conflict',
		message: '{gateway} is already processing this request.',
		quotesGateway: true,
		// The request that is being processed may still send the message.
		sent: 'ifSends',
	},
	{
		example: '429',
		when: { status: 429 },
		fault: 'rateLimited',
		message: '{gateway} accepts no more requests at the moment.',
	},
	{
		example: '400, 422 and every other 4xx',
		when: { status: [400, 499], isJson: true },
		fault: 'invalidRequest',
		message: '{gateway} did not accept the request.',
		quotesGateway: true,
	},
	{
		example: '2xx with a refusal in the answer',
		when: { status: [200, 299], isJson: true },
		fault: 'invalidRequest',
		message: '{gateway} did not accept the request.',
		quotesGateway: true,
		// The status and the body contradict each other.
		sent: 'ifSends',
	},
	{
		example: '5xx to a message',
		when: { status: [500, 999], sends: true },
		fault: 'unknownOutcome',
		message: '{gateway} failed with status {status} and did not say whether the message was sent.',
		sent: 'unknown',
	},
	{
		example: '5xx to anything else',
		when: { status: [500, 999] },
		fault: 'temporarilyUnavailable',
		message: '{gateway} is temporarily unavailable (status {status}).',
		hint: 'Run the node again in a few minutes.',
	},
	notTheApi,
] as const satisfies readonly RefusalRule[];

/** The fault of an answer by its HTTP status: the last resort of every gateway's own reader. */
export function statusFault(answer: Answer, gateway: string, details: FaultDetails): GatewayError {
	return toRuleFault(matchRule(statusRules, answer) ?? notTheApi, answer, gateway, details);
}
