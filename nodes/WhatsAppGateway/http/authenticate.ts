import type { IHttpRequestOptions } from 'n8n-workflow';

import { readAccessToken } from '../core/accessToken';
import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import type { Secrets } from '../core/request';
import { parseUrl } from '../core/parseUrl';

/** A text without the slashes at its end. */
function withoutSlashes(text: string): string {
	let end = text.length;
	while (text[end - 1] === '/') end -= 1;
	return text.slice(0, end);
}

/**
 * The gateway's own base URL, or the one that the credential names instead; no trailing slash.
 *
 * @throws GatewayError `invalidRequest` where it is not an http(s) URL
 */
export function resolveBaseUrl(gateway: Gateway, given: unknown): string {
	const text = String(given ?? '').trim() || gateway.baseUrl;
	if (!/^https?:$/.test(parseUrl(text)?.protocol ?? '')) {
		throw new GatewayError(
			'invalidRequest',
			'The Base URL in the credential is not an address that begins with https://.',
			{ hint: `Leave it empty for ${gateway.name}’s own address, or write the whole address.` },
		);
	}
	return withoutSlashes(text);
}

/** The origins that may receive the access token: the gateway's API and its file storage. */
export function allowedOrigins(gateway: Gateway, baseUrl: string): string[] {
	return [new URL(baseUrl).origin, ...(gateway.files?.origins ?? [])];
}

/**
 * A redirect would carry the token to wherever it leads. n8n has two request helpers, and each version of
 * its HTTP Request node uses one or the other; these are the options of both.
 */
const withoutRedirects = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
	sendCredentialsOnCrossOriginRedirect: false,
} as const;

/** Where a request goes; n8n's own nodes write the URL into `uri`. */
function requestUrl(request: IHttpRequestOptions & { readonly uri?: unknown }): URL | null {
	const address = String(request.uri ?? request.url ?? '');
	return parseUrl(address) ?? parseUrl(`${request.baseURL ?? ''}${address}`);
}

/**
 * Adds a credential's secrets to a request, as its gateway wants them. n8n lets other nodes use this
 * credential too, so a request to any other origin is refused.
 *
 * @throws GatewayError `invalidRequest` for another origin than the gateway's own, `invalidCredential`
 *   for a token that no header can carry
 */
export function authenticate(
	gateway: Gateway,
	secrets: Secrets,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const url = requestUrl(request);
	const origins = allowedOrigins(gateway, resolveBaseUrl(gateway, secrets['baseUrl']));
	if (url === null || !origins.includes(url.origin)) {
		throw new GatewayError(
			'invalidRequest',
			`The access token of ${gateway.name} is not sent to ${url?.host ?? 'an invalid address'}.`,
			{ hint: 'Use this credential for the gateway’s own address only.' },
		);
	}
	const accessToken = readAccessToken(secrets);
	return { ...gateway.authenticate({ ...secrets, accessToken }, request), ...withoutRedirects };
}
