import { asObject, asText } from './answer';
import { GatewayError } from './faults';

/** The connection was never made, so nothing can have been sent. */
const neverLeft = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
]);

/** The server could not prove who it is, so the token was not handed over. */
const untrusted = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** The two could not agree on a secure connection: as a rule, the server speaks plain http. */
const insecure = /^(?:EPROTO$|ERR_SSL_)/;

const stalled = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/** The network's code in an exception, however deeply n8n has wrapped it. */
function networkCode(error: unknown): string {
	let current = asObject(error);
	for (let depth = 0; depth < 5; depth++) {
		const code = asText(current['code']);
		if (code !== null) return code;
		current = asObject(current['cause']);
	}
	return '';
}

/**
 * A request that brought no answer, as a fault. The exception itself is dropped: it carries the
 * request, and with it the access token.
 */
export function faultOfSilence(
	error: unknown,
	{
		gateway,
		host,
		seconds,
		sends,
	}: {
		gateway: string;
		host: string;
		seconds: number;
		sends: boolean;
	},
): GatewayError {
	const code = networkCode(error);
	const details = { gatewayCode: code || null };
	if (neverLeft.has(code)) {
		return new GatewayError('temporarilyUnavailable', `${gateway} cannot be reached at ${host}.`, {
			...details,
			hint: 'Nothing was sent. Check the Base URL in the credential, and that n8n’s machine can reach this address.',
		});
	}
	if (untrusted.test(code)) {
		return new GatewayError(
			'temporarilyUnavailable',
			`The certificate of ${host} cannot be trusted, so nothing was sent to ${gateway}.`,
			{
				...details,
				hint: 'Check the Base URL in the credential and the certificate of that server.',
			},
		);
	}
	if (insecure.test(code)) {
		return new GatewayError(
			'temporarilyUnavailable',
			`No secure connection to ${host} could be made, so nothing was sent to ${gateway}.`,
			{
				...details,
				hint: 'Check whether the Base URL in the credential should begin with http:// instead of https://.',
			},
		);
	}
	const happened = stalled.has(code)
		? `${gateway} did not answer within ${seconds} second${seconds === 1 ? '' : 's'}`
		: `The connection to ${gateway} broke before an answer came`;
	return sends
		? new GatewayError(
				'unknownOutcome',
				`${happened}; the message may or may not have been sent.`,
				{
					...details,
					sent: 'unknown',
				},
			)
		: new GatewayError('temporarilyUnavailable', `${happened}.`, {
				...details,
				hint: 'Run the node again in a few minutes.',
			});
}
