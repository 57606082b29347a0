import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { asObject } from '../core/narrow';
import type { Answer } from '../core/request';

/** A 2xx answer that is no JSON: a web page at the wrong address, or an answer cut short. */
function unreadableAnswer({ body, sends }: Answer, gateway: string): GatewayError {
	const page = typeof body === 'string' && body.trimStart().startsWith('<');
	const sent = sends ? 'unknown' : 'no';
	if (page) {
		return new GatewayError(
			'unexpectedAnswer',
			`A web page answered at the Base URL, not the API of ${gateway}.`,
			{ sent },
		);
	}
	return sends
		? new GatewayError(
				'unknownOutcome',
				`The answer of ${gateway} cannot be read to its end, so it is not known whether the message was sent.`,
				{ sent },
			)
		: new GatewayError('unexpectedAnswer', `The answer of ${gateway} cannot be read to its end.`, {
				sent,
				hint: 'Run the node again. If it happens again, ask the gateway’s support.',
			});
}

/** A 2xx answer to a message in which nothing stands. */
function emptyAnswer(gateway: string): GatewayError {
	return new GatewayError(
		'unknownOutcome',
		`${gateway} answered, but did not say that it took the message.`,
		{ sent: 'unknown' },
	);
}

/** Whether a body says that the request was refused, whatever the status says. */
function isRefusal(body: unknown): boolean {
	const { error, status, success, ok } = asObject(body);
	return Boolean(error) || status === 'error' || success === false || ok === false;
}

/** Whether there is nothing in it: no gateway takes a message without a word. */
function isEmpty({ body }: Answer): boolean {
	return body === undefined || body === null || Object.keys(asObject(body)).length === 0;
}

/**
 * The answer, if it is one to go on with: any 2xx with JSON that is no refusal, or with nothing in it
 * where nothing was sent. Throws the gateway's fault for everything else.
 */
export function checkResponse(answer: Answer, gateway: Pick<Gateway, 'name' | 'faults'>): Answer {
	if (answer.status < 200 || answer.status > 299) throw gateway.faults.read(answer);
	if (isRefusal(answer.body)) throw gateway.faults.read(answer);
	if (!answer.isJson && answer.body !== undefined) throw unreadableAnswer(answer, gateway.name);
	if (answer.sends && isEmpty(answer)) throw emptyAnswer(gateway.name);
	return answer;
}
