import { GatewayError } from '../../core/faults';
import type { Account } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';

/**
 * The version of the Graph API where the credential names none: the current one since 29 July 2026.
 * v24.0 ends on 18 February 2028.
 * Source: https://developers.facebook.com/docs/graph-api/changelog/versions/
 */
export const graphApiVersion = 'v26.0';

/** What to do about a version that Meta does not answer. */
export const versionHint = `Open the credential and enter ${graphApiVersion} as Graph API Version.`;

/**
 * A path below the version of the credential.
 *
 * @throws GatewayError `notConfigured` for what is no version: Meta would take it for an ID
 */
export function graphPath(
	account: Account,
	...segments: ReadonlyArray<string | undefined>
): string {
	const version = account['graphApiVersion']?.trim() ?? '';
	if (/^v\d+\.\d+$/.test(version)) return pathOf(version, ...segments);
	throw new GatewayError(
		'notConfigured',
		`The Graph API Version in the credential is “${version.slice(0, 30)}”, which is not a version of Meta’s Graph API.`,
		{ hint: versionHint },
	);
}
