import { type FaultDetails, GatewayError } from '../core/faults';
import type { Answer } from '../core/request';
import { readRetryAfter } from './retryAfter';

/** What the HTTP status alone says: the last word where a gateway's own tables have none. */
export function statusFault(answer: Answer, gateway: string, details: FaultDetails): GatewayError {
	const { status, sends, isJson } = answer;
	const words = details.gatewayCode?.trim().replace(/\.$/, '');
	const said = words ? `: “${words}”` : '';
	if (status === 401) {
		return new GatewayError(
			'invalidCredential',
			`${gateway} does not accept the access token.`,
			details,
		);
	}
	if (status === 402) {
		return new GatewayError(
			'quotaExceeded',
			`${gateway} says that the quota is used up${said}.`,
			details,
		);
	}
	if (status === 429) {
		return new GatewayError('rateLimited', `${gateway} takes no more requests for now.`, {
			...details,
			retryAfter: readRetryAfter(answer),
		});
	}
	if (status >= 500) {
		return sends
			? new GatewayError(
					'unknownOutcome',
					`${gateway} broke off with status ${status} and did not say whether the message was sent.`,
					{ ...details, sent: 'unknown' },
				)
			: new GatewayError(
					'temporarilyUnavailable',
					`${gateway} is out of order (status ${status}).`,
					{
						...details,
						hint: 'Run the node again in a few minutes.',
					},
				);
	}
	if (isJson && status >= 200 && status < 300) {
		return new GatewayError('invalidRequest', `${gateway} did not accept the request${said}.`, {
			...details,
			// The status says one thing and the body another.
			sent: sends ? 'unknown' : 'no',
		});
	}
	if (!isJson || status < 400) {
		return new GatewayError(
			'unexpectedAnswer',
			`${gateway} was expected at the Base URL, but something else answered there (status ${status}).`,
			details,
		);
	}
	if (status === 403) {
		return new GatewayError('missingScope', `${gateway} does not permit this${said}.`, details);
	}
	if (status === 404) {
		return new GatewayError(
			'notFound',
			`${gateway} does not have what was asked for${said}.`,
			details,
		);
	}
	if (status === 409) {
		return new GatewayError(
			'conflict',
			`${gateway} has this request in hand already${said}.`,
			// What is in hand may go out yet.
			{ ...details, sent: sends ? 'unknown' : 'no' },
		);
	}
	return new GatewayError(
		'invalidRequest',
		`${gateway} did not accept the request${said}.`,
		details,
	);
}
