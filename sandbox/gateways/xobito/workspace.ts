import { bearerToken, sameSecret } from '../../gatewayKit/bearer';

/** The id below which the store keeps what belongs to this gateway. */
export const id = 'xobito';

/**
 * The two workspaces of the sandbox. The first speaks as the documentation of version 2 does; the
 * second as that of version 3 after May 2026: another answer to a send, and neither status lookup
 * nor phone validation. Source: https://documents.xobito.com/developers/overview
 */
const workspaces = { 'sandbox-shop': 'G1', 'sandbox-shop-v3': 'G3' } as const;

/** A generation of the documentation. */
export type Generation = (typeof workspaces)[keyof typeof workspaces];

/** The generation of a workspace; `undefined` for a subdomain that the sandbox does not have. */
export function generationOf(subdomain: string): Generation | undefined {
	return Object.hasOwn(workspaces, subdomain)
		? workspaces[subdomain as keyof typeof workspaces]
		: undefined;
}

const [token, readOnlyToken] = ['xobito-sandbox-token', 'xobito-sandbox-token-read-only'] as const;

/** The token that may do everything, and one that may only read, as version 2 lets one create it. */
export const tokens = [token, readOnlyToken] as const;

/** Whether the token of a request has an ability such as `messages.send`. */
export function hasAbility(headers: Headers, ability: string): boolean {
	return sameSecret(bearerToken(headers), token) || ability.endsWith('.read');
}
