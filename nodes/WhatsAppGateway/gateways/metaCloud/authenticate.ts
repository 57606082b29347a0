import type { IHttpRequestOptions } from 'n8n-workflow';

import { readAccessToken } from '../../core/accessToken';
import { parseUrl } from '../../core/parseUrl';
import type { Secrets } from '../../core/request';
import { bearer } from '../../gatewayKit/bearer';

/** The address of an upload that has begun. */
const uploadSession = /\/v\d+\.\d+\/upload:[^/]+$/;

/**
 * Adds the access token to a request: as a bearer token, and to an upload that has begun in the scheme
 * `OAuth`, the only one that its page knows.
 * Source: https://developers.facebook.com/docs/graph-api/guides/upload
 *
 * @throws GatewayError `invalidCredential` for a token that no header can carry
 */
export function authenticate(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions {
	if (!uploadSession.test(parseUrl(request.url)?.pathname ?? '')) return bearer(secrets, request);
	const Authorization = `OAuth ${readAccessToken(secrets)}`;
	return { ...request, headers: { ...request.headers, Authorization } };
}
