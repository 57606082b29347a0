import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { pathOf } from './answers';
import { abilityIn } from './faults';

/**
 * Whether the token opens the workspace. Xobito tells neither its name nor the sender, so the cheapest
 * list stands in; a token that only lacks the permission to read templates is accepted all the same.
 * Source: https://documents.xobito.com/developers/authentication
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const about = { account: null, sender: null };
	const path = pathOf(account, '/templates');
	try {
		const { headers } = await call({ method: 'GET', path, query: { per_page: 1 } });
		return { ...about, missingScopes: [], headers };
	} catch (error) {
		if (!(error instanceof GatewayError) || error.fault !== 'missingScope') {
			return rethrow(error);
		}
		const ability = abilityIn(error.details.gatewayCode ?? '');
		// A 403 for another reason proves nothing.
		if (ability === null) return rethrow(error);
		return { ...about, missingScopes: [ability], headers: {} };
	}
}
