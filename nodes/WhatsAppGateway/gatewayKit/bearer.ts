import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Secrets } from '../core/request';

/** Adds the access token to a request as a bearer token, as most gateways require. */
export function bearer(
	{ accessToken }: Secrets,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	return {
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${String(accessToken)}` },
	};
}
