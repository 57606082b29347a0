import { GatewayError } from './faults';
import type { Answer, Gateway } from './gateway';

/** A 2xx answer that is no JSON: a web page at the wrong address, or an answer cut short. */
function unreadable({ body, sends }: Answer, gateway: string): GatewayError {
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
				`The answer of ${gateway} breaks off in the middle, so it is not known whether the message was sent.`,
				{ sent },
			)
		: new GatewayError('unexpectedAnswer', `The answer of ${gateway} breaks off in the middle.`, {
				sent,
				hint: 'Run the node again. If it happens again, ask the gateway’s support.',
			});
}

/**
 * The answer, if it is one to go on with: any 2xx with JSON or with nothing in it.
 * Throws the gateway's fault for everything else.
 */
export function judged(answer: Answer, gateway: Pick<Gateway, 'name' | 'fault'>): Answer {
	if (answer.status < 200 || answer.status > 299) throw gateway.fault(answer);
	if (!answer.isJson && answer.body !== undefined) throw unreadable(answer, gateway.name);
	return answer;
}
