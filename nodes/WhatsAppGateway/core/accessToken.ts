import { GatewayError } from './faults';
import type { Secrets } from './request';

/** The access token of a credential, without the spaces and line breaks that come with copied ones. */
export function accessTokenOf({ accessToken }: Secrets): string {
	return String(accessToken ?? '').trim();
}

/** What no header can carry. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const notInHeaders = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The access token of a credential, ready for a header.
 *
 * @throws GatewayError `invalidCredential` for a token that no header can carry
 */
export function readAccessToken(secrets: Secrets): string {
	const token = accessTokenOf(secrets);
	if (!notInHeaders.test(token)) return token;
	throw new GatewayError(
		'invalidCredential',
		'The access token in the credential has a line break or a letter that no access token has.',
		{
			hint: 'Copy the access token again from the gateway’s dashboard, without anything around it.',
		},
	);
}
