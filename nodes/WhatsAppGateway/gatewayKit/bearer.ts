import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Secrets } from '../core/request';

/** The request with the access token as a bearer token, which is how most gateways want it. */
export function bearer(
	{ accessToken }: Secrets,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	return {
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${String(accessToken)}` },
	};
}
