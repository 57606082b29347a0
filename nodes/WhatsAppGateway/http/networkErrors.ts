import { GatewayError } from '../core/faults';
import { asObject, asText } from '../core/narrow';

/** More came than an answer can hold. */
export class TooLarge extends Error {}

/** The network's code for an answer that did not come in time. */
const timeoutCode = 'ETIMEDOUT';

/** The answer did not come to its end in time; in the network's own words. */
export function timeoutError(): Error {
	return Object.assign(new Error('The time is over.'), { code: timeoutCode });
}

/** There was nobody to connect to, so nothing can have been sent. */
const neverLeft = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
]);

/** The server could not prove who it is, so the token was not handed over. */
const untrustedCertificate = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** The two never agreed on a secure connection: as a rule, the server speaks plain http. */
const insecureConnection =
	/wrong version number|packet length too long|unsupported protocol|http request/i;

const timeoutCodes = new Set(['ECONNABORTED', 'ESOCKETTIMEDOUT', timeoutCode]);

/** What the network says in an exception, however deeply n8n has wrapped it. */
interface NetworkError {
	/** Empty where it says nothing. */
	readonly code: string;
	/** What the machine was about to do, such as `connect`; empty where it does not say. */
	readonly syscall: string;
	readonly message: string;
}

function readNetworkError(error: unknown): NetworkError {
	const layers: Array<Readonly<Record<string, unknown>>> = [];
	for (let layer = asObject(error); layers.length < 5; layer = asObject(layer['cause'])) {
		layers.push({ ...layer, words: layer['message'] });
	}
	const first = (name: string) =>
		layers.map((layer) => asText(layer[name])).find((text) => text !== null) ?? '';
	return { code: first('code'), syscall: first('syscall'), message: first('words') };
}

/** Why nothing can have left this machine, and what to do; `undefined` where something may have. */
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
	// A network that is gone may be so after the request has left; only while connecting it is not.
	if (neverLeft.has(code) || syscall === 'connect') {
		return new GatewayError('temporarilyUnavailable', `${gateway} cannot be reached at ${host}.`, {
			hint: 'Nothing was sent. Check the Base URL in the credential, and that n8n’s machine can reach this address.',
		});
	}
	return undefined;
}

/**
 * A request that brought no answer, as a fault. The exception itself is dropped: it carries the
 * request, and with it the access token.
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
	const trouble = readNetworkError(error);
	const details = { gatewayCode: trouble.code || null };
	const unsent = toUnsentFault(trouble, gateway, host);
	if (unsent !== undefined) {
		return new GatewayError(unsent.fault, unsent.message, { ...unsent.details, ...details });
	}
	const happened =
		error instanceof TooLarge
			? `The answer of ${gateway} is too large to be read`
			: timeoutCodes.has(trouble.code)
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
