import type { Context } from 'hono';

import { spend, type Budget, type Exhausted } from '../../state/rateLimits';
import { bearer, sameSecret } from '../../gatewayKit/dialect';
import type { Store } from '../../state/store';
import { refused } from './answers';

/** The id below which the store keeps what belongs to this gateway. */
export const id = 'xobito';

/** The token that may do everything. */
export const token = 'xobito-sandbox-token';

/**
 * The two workspaces of the sandbox. The first speaks as the documentation of version 2 does; the
 * second as that of version 3 after May 2026: another answer to a send, and neither status lookup
 * nor phone validation. Source: https://documents.xobito.com/developers/overview
 */
export const workspaces = { 'sandbox-shop': 'G1', 'sandbox-shop-v3': 'G3' } as const;

/** A generation of the documentation. */
export type Generation = (typeof workspaces)[keyof typeof workspaces];

/** Whether the sandbox has a workspace of this subdomain. */
export function isWorkspace(name: string): name is keyof typeof workspaces {
	return Object.hasOwn(workspaces, name);
}

/** Tokens with what they may do; one that may only read, as version 2 lets one make it. */
const abilitiesOf: ReadonlyArray<readonly [string, RegExp]> = [
	[token, /./],
	[`${token}-read-only`, /\.read$/],
];

function abilitiesFor(header: string | undefined): RegExp | undefined {
	const given = bearer(header);
	return abilitiesOf.find(([known]) => sameSecret(given, known))?.[1];
}

/** Whether a request's headers carry a token. */
export function authorized(headers: Headers): boolean {
	return abilitiesFor(headers.get('authorization') ?? undefined) !== undefined;
}

/** Source: https://documents.xobito.com/developers/rate-limits */
export const budget: Budget = { requests: 60, windowMs: 60_000, window: 'rolling' };

/** The one refusal without a `status`; the time stands in the body and in no header. */
export function tooMany(context: Context, { seconds }: Exhausted): Response {
	return context.json({ message: 'Too many requests', retry_after: seconds }, 429);
}

/** Why a request does not come in; `undefined` where it does. The subdomain is looked at first. */
export function turnedAway(context: Context, store: Store, ability: string): Response | undefined {
	if (!isWorkspace(context.req.param('workspace') ?? '')) {
		return refused(context, 400, 'Invalid tenant subdomain');
	}
	const header = context.req.header('authorization');
	if (bearer(header) === '') return refused(context, 401, 'API token is required');
	const abilities = abilitiesFor(header);
	if (abilities === undefined) return refused(context, 401, 'Invalid API token');
	const { exhausted } = spend(store, id, store.budgets.get(id) ?? budget);
	if (exhausted !== undefined) return tooMany(context, exhausted);
	if (abilities.test(ability)) return undefined;
	return refused(context, 403, `Token does not have the required ability: ${ability}`);
}
