import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { findAbility } from './faults';
import { workspacePath } from './response';

/**
 * Whether the token opens the workspace. Xobito names neither the account nor the sender, so the
 * cheapest list is read; a token that only lacks the permission to read templates is accepted all the
 * same. Source: https://documents.xobito.com/developers/authentication
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const inspection = { account: null, sender: null, rate: null };
	const path = workspacePath(account, 'templates');
	try {
		const { headers } = await call({ method: 'GET', path, query: { per_page: 1 } });
		return { ...inspection, missingScopes: [], headers };
	} catch (error) {
		if (!(error instanceof GatewayError) || error.fault !== 'missingScope') {
			return rethrow(error);
		}
		const ability = findAbility(error.details.gatewayCode ?? '');
		// A 403 for another reason proves nothing.
		if (ability === null) return rethrow(error);
		return { ...inspection, missingScopes: [ability], headers: {} };
	}
}
