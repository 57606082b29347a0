import type { IHttpRequestOptions } from 'n8n-workflow';

import { asText } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import { bearer } from '../../gatewayKit/bearer';
import { hmacSha256 } from '../../gatewayKit/signature';
import { flowHooks } from './startFlow';

/** The bytes of a body as they go over the line: a signature is about them. */
function bytesOf(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

/** Not for n8n's own nodes, which name the address `uri` and encode the body later. */
function isHook({ url }: Partial<IHttpRequestOptions>): boolean {
	return url?.includes(flowHooks) === true;
}

/**
 * Adds the API key, and to the call of a flow's hook its signature, where the credential has the secret.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/WAcr/Client.php)
 *
 * @throws GatewayError `invalidCredential` for a key that no header can carry
 */
export function authenticate(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions {
	const withKey = bearer(secrets, request);
	const secret = asText(secrets['flowSecret'])?.trim() ?? '';
	if (secret === '' || !isHook(request)) return withKey;
	const body = bytesOf(request.body);
	const signature = `sha256=${hmacSha256(secret, body)}`;
	return { ...withKey, body, headers: { ...withKey.headers, 'x-wacr-signature': signature } };
}
