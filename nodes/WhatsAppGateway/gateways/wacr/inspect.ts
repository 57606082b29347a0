import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { fetchRate } from './accountRate';
import { findScopes, readRefusal } from './refusal';
import { dataOf } from './response';

/**
 * The account of the token; WA.CR does not name the sender's number. A token that only lacks the
 * permission to read the account is accepted all the same. Source: https://docs.app.wa.cr/
 */
export async function inspect({ call }: Connection): Promise<Inspection> {
	try {
		const answer = await call({ method: 'GET', path: '/account' });
		const { name } = dataOf(answer);
		const rate = await fetchRate(call);
		const { headers } = answer;
		return { account: asText(name), sender: null, missingScopes: [], rate, headers };
	} catch (error) {
		if (!(error instanceof GatewayError) || error.fault !== 'missingScope') {
			return rethrow(error);
		}
		const scopes = findScopes(readRefusal(error.details.raw).text);
		const missingScopes = scopes.length > 0 ? scopes : ['account:read'];
		return { account: null, sender: null, missingScopes, rate: null, headers: {} };
	}
}
