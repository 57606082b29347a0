import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { asObject } from '../core/narrow';
import type { Answer, Request } from '../core/request';
import { withReference } from '../core/supportReference';
import { scrubQuotes } from './scrubQuotes';

function isWebPage({ body }: Answer): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

/** The fault of a 2xx answer without JSON: a web page at a wrong address, or a truncated answer. */
function unreadableAnswer(answer: Answer, gateway: string): GatewayError {
	const { sends } = answer;
	const sent = sends ? 'unknown' : 'no';
	if (isWebPage(answer)) {
		return new GatewayError(
			'unexpectedAnswer',
			`A web page answered at the Base URL, not the API of ${gateway}.`,
			{ sent },
		);
	}
	return sends
		? new GatewayError(
				'unknownOutcome',
				`The answer of ${gateway} is incomplete, so it is not known whether the message was sent.`,
				{ sent },
			)
		: new GatewayError('unexpectedAnswer', `The answer of ${gateway} is incomplete.`, {
				sent,
				hint: 'Run the node again. If it happens again, ask the gateway’s support.',
			});
}

/** The fault of an empty 2xx answer to a message: gateways confirm what they accept. */
function emptyAnswer(gateway: string): GatewayError {
	return new GatewayError(
		'unknownOutcome',
		`${gateway} answered, but did not confirm the message.`,
		{ sent: 'unknown' },
	);
}

/** Whether a body refuses the request, whatever the status says. */
function isRefusal(body: unknown): boolean {
	const { error, status, success, ok } = asObject(body);
	return Boolean(error) || status === 'error' || success === false || ok === false;
}

function isEmpty({ body }: Answer): boolean {
	if (typeof body !== 'object' || body === null) return body === undefined || body === null;
	return Object.keys(body).length === 0;
}

/**
 * Passes an answer that accepts the request: a 2xx with JSON that is not a refusal. It may be empty
 * where nothing was sent, and anything but a web page where the request takes every answer.
 *
 * @throws GatewayError for every other answer
 */
export function checkResponse(
	answer: Answer,
	gateway: Pick<Gateway, 'name' | 'faults'>,
	request: Pick<Request, 'body' | 'form' | 'acceptsAnyAnswer'>,
): Answer {
	if (answer.status < 200 || answer.status > 299 || isRefusal(answer.body)) {
		const fault = scrubQuotes(gateway.faults.read(answer), request);
		throw withReference(fault, answer, gateway.name);
	}
	if (request.acceptsAnyAnswer === true && !isWebPage(answer)) return answer;
	if (!answer.isJson && answer.body !== undefined) throw unreadableAnswer(answer, gateway.name);
	if (answer.sends && isEmpty(answer)) throw emptyAnswer(gateway.name);
	return answer;
}
