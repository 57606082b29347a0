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

/** The fault of a 2xx answer to anything else that says nothing: something else may have given it. */
function answerOfNothing(gateway: string, isRead: boolean): GatewayError {
	const hint = `Check that the Base URL in the credential is the address of ${gateway}’s API. If it is, look in ${gateway} whether this was done before you run the node again.`;
	return new GatewayError(
		'unexpectedAnswer',
		`${gateway} answered, but there was nothing in the answer.`,
		isRead ? {} : { hint },
	);
}

/** Whether a body refuses the request, whatever the status says. */
function isRefusal(body: unknown): boolean {
	const { error, status, success, ok } = asObject(body);
	return Boolean(error) || status === 'error' || success === false || ok === false;
}

function isEmpty({ body }: Pick<Answer, 'body'>): boolean {
	if (typeof body !== 'object' || body === null) return body === undefined || body === null;
	return Object.keys(body).length === 0;
}

/** Whether an answer has something in it: a list that was asked for may be empty, a word or a number says nothing. */
function saysSomething({ body }: Answer, asksForList: boolean): boolean {
	if (typeof body !== 'object') return false;
	return (asksForList && Array.isArray(body)) || !isEmpty({ body });
}

/** HTTP's own word for what was done and has nothing to say. */
const noContent = 204;

/**
 * Passes an answer that accepts the request: a 2xx with JSON that is not a refusal. It may be empty
 * where nothing was read or sent and its status says so, and anything but a web page where the request takes
 * every answer.
 *
 * @throws GatewayError for every other answer
 */
export function checkResponse(
	answer: Answer,
	gateway: Pick<Gateway, 'name' | 'faults'>,
	request: Partial<
		Pick<Request, 'method' | 'body' | 'form' | 'lists' | 'acceptsAnyAnswer' | 'creates'>
	>,
): Answer {
	if (answer.status < 200 || answer.status > 299 || isRefusal(answer.body)) {
		const fault = scrubQuotes(gateway.faults.read(answer), request);
		throw withReference(fault, answer, gateway.name);
	}
	if (request.acceptsAnyAnswer === true && !isWebPage(answer)) return answer;
	if (!answer.isJson && answer.body !== undefined) throw unreadableAnswer(answer, gateway.name);
	const isNothing = request.creates === true ? !saysSomething(answer, false) : isEmpty(answer);
	if (answer.sends && isNothing) throw emptyAnswer(gateway.name);
	const isRead = request.method === 'GET';
	if (answer.sends || saysSomething(answer, isRead || request.lists === true)) return answer;
	if (isRead || answer.status !== noContent) throw answerOfNothing(gateway.name, isRead);
	return answer;
}
