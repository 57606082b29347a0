import { GatewayError } from '../core/faults';
import { asObject, asText } from '../core/narrow';

/** More came than an answer can hold. */
export class TooLarge extends Error {}

/** The network's code for an answer that did not come in time. */
const timedOut = 'ETIMEDOUT';

/** The answer did not come to its end in time; in the network's own words. */
export function tooLate(): Error {
	return Object.assign(new Error('The time is over.'), { code: timedOut });
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
const untrusted = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** The two never agreed on a secure connection: as a rule, the server speaks plain http. */
const insecure = /wrong version number|packet length too long|unsupported protocol|http request/i;

const stalled = new Set(['ECONNABORTED', 'ESOCKETTIMEDOUT', timedOut]);

/** What the network says in an exception, however deeply n8n has wrapped it. */
interface Trouble {
	/** Empty where it says nothing. */
	readonly code: string;
	/** What the machine was about to do, such as `connect`; empty where it does not say. */
	readonly deed: string;
	readonly words: string;
}

function troubleIn(error: unknown): Trouble {
	const layers: Array<Readonly<Record<string, unknown>>> = [];
	for (let layer = asObject(error); layers.length < 5; layer = asObject(layer['cause'])) {
		layers.push({ ...layer, words: layer['message'] });
	}
	const first = (name: string) =>
		layers.map((layer) => asText(layer[name])).find((text) => text !== null) ?? '';
	return { code: first('code'), deed: first('syscall'), words: first('words') };
}

/** Why nothing can have left this machine, and what to do; `undefined` where something may have. */
function whyUnsent({ code, deed, words }: Trouble, gateway: string, host: string) {
	if (untrusted.test(code)) {
		return new GatewayError(
			'notConfigured',
			`The certificate of ${host} cannot be trusted, so nothing was sent to ${gateway}.`,
			{ hint: 'Check the Base URL in the credential and the certificate of that server.' },
		);
	}
	if (
		/^(?:EPROTO$|ERR_SSL_)/.test(code) &&
		insecure.test(`${code} ${words}`.replaceAll('_', ' '))
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
	if (neverLeft.has(code) || deed === 'connect') {
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
	const trouble = troubleIn(error);
	const details = { gatewayCode: trouble.code || null };
	const unsent = whyUnsent(trouble, gateway, host);
	if (unsent !== undefined) {
		return new GatewayError(unsent.fault, unsent.message, { ...unsent.details, ...details });
	}
	const happened =
		error instanceof TooLarge
			? `The answer of ${gateway} is too large to be read`
			: stalled.has(trouble.code)
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
