import { GatewayError } from '../core/faults';
import { asObject, asText } from '../core/narrow';

/** The response is larger than its limit. */
export class TooLarge extends Error {}

/** Node's code for a response that is late. */
const timeoutCode = 'ETIMEDOUT';

/** A response that is not complete at its deadline, as Node reports one that has not begun. */
export function timeoutError(): Error {
	return Object.assign(new Error('The response is late.'), { code: timeoutCode });
}

/** Codes of a connection that was never made, so that nothing can have been sent. */
const neverConnected = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
]);

/** Codes of a server certificate that is not trusted: the token was not sent. */
const untrustedCertificate = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** Messages of a TLS handshake that failed, usually because the server speaks plain http. */
const insecureConnection =
	/wrong version number|packet length too long|unsupported protocol|http request/i;

const timeoutCodes = new Set(['ECONNABORTED', 'ESOCKETTIMEDOUT', timeoutCode]);

/** What an exception says of the network, however deeply n8n has wrapped it. Empty where it says nothing. */
interface NetworkError {
	readonly code: string;
	/** Such as `connect`. */
	readonly syscall: string;
	readonly message: string;
}

/** How many causes of an exception are looked into. */
const maxCauses = 5;

function readNetworkError(error: unknown): NetworkError {
	const layers: Array<Readonly<Record<string, unknown>>> = [];
	for (let layer = asObject(error); layers.length < maxCauses; layer = asObject(layer['cause'])) {
		// An Error's message is not enumerable.
		layers.push({ ...layer, message: layer['message'] });
	}
	const first = (name: string) =>
		layers.map((layer) => asText(layer[name])).find((text) => text !== null) ?? '';
	return { code: first('code'), syscall: first('syscall'), message: first('message') };
}

/** The fault of a request that certainly was not sent; `undefined` where it may have been. */
function toUnsentFault({ code, syscall, message }: NetworkError, gateway: string, host: string) {
	if (untrustedCertificate.test(code)) {
		return new GatewayError(
			'notConfigured',
			`The certificate of ${host} cannot be trusted, so nothing was sent to ${gateway}.`,
			{ hint: 'Check the Base URL in the credential and the certificate of that server.' },
		);
	}
	if (
		/^(?:EPROTO$|ERR_SSL_)/.test(code) &&
		insecureConnection.test(`${code} ${message}`.replaceAll('_', ' '))
	) {
		return new GatewayError(
			'notConfigured',
			`No secure connection to ${host} could be made, so nothing was sent to ${gateway}.`,
			{
				hint: 'Check whether the Base URL in the credential should begin with http:// instead of https://.',
			},
		);
	}
	// Other codes may also come after the request was sent; `connect` never does.
	if (neverConnected.has(code) || syscall === 'connect') {
		return new GatewayError('temporarilyUnavailable', `${gateway} cannot be reached at ${host}.`, {
			hint: 'Nothing was sent. Check the Base URL in the credential, and that n8n’s machine can reach this address.',
		});
	}
	return undefined;
}

/**
 * The fault of a request without an answer. The exception is dropped: it holds the request, and with
 * it the access token.
 */
export function toNetworkFault(
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
	const networkError = readNetworkError(error);
	const details = { gatewayCode: networkError.code || null };
	const unsent = toUnsentFault(networkError, gateway, host);
	if (unsent !== undefined) {
		return new GatewayError(unsent.fault, unsent.message, { ...unsent.details, ...details });
	}
	const happened =
		error instanceof TooLarge
			? `The answer of ${gateway} is too large to be read`
			: timeoutCodes.has(networkError.code)
				? `${gateway} did not answer within ${seconds} second${seconds === 1 ? '' : 's'}`
				: `The connection to ${gateway} broke before an answer came`;
	return sends
		? new GatewayError(
				'unknownOutcome',
				`${happened}; the message may or may not have been sent.`,
				{ ...details, sent: 'unknown' },
			)
		: new GatewayError(
				error instanceof TooLarge ? 'unexpectedAnswer' : 'temporarilyUnavailable',
				`${happened}.`,
				{ ...details, hint: 'Run the node again in a few minutes.' },
			);
}
