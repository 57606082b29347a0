import type { IHttpRequestOptions } from 'n8n-workflow';

import { readAccessToken } from '../core/accessToken';
import type { Secrets } from '../core/request';

/**
 * Adds the access token to a request as a bearer token, as most gateways require.
 *
 * @throws GatewayError `invalidCredential` for a token that no header can carry
 */
export function bearer(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions {
	return {
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${readAccessToken(secrets)}` },
	};
}
