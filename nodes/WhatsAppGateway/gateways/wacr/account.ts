import { asObject, asText } from '../../core/answer';
import { GatewayError } from '../../core/faults';
import type { Account, Answer, Call, Inspection } from '../../core/gateway';
import { dataOf } from './answers';
import { saidBy, scopesIn } from './faults';

/** The answer behind a fault of a token that is known but may not read its account. */
function withoutScope(error: unknown): Answer | undefined {
	if (!(error instanceof GatewayError) || error.fault !== 'missingScope') return undefined;
	const { raw, httpStatus } = error.details;
	if (Object.keys(asObject(raw)).length === 0) return undefined;
	return {
		status: httpStatus ?? 403,
		headers: {},
		body: raw,
		isJson: true,
		sends: false,
		attempts: 1,
	};
}

/**
 * Whose token it is; WA.CR does not tell the sender's number. A token that only lacks the permission
 * to read the account is accepted all the same. Source: https://docs.app.wa.cr/
 */
export async function inspect(_account: Account, call: Call): Promise<Inspection> {
	try {
		const answer = await call({ method: 'GET', path: '/account' });
		const { name } = dataOf(answer);
		return { account: asText(name), sender: null, missingScopes: [], answer };
	} catch (error) {
		const answer = withoutScope(error);
		if (answer === undefined) return await Promise.reject(error);
		const scopes = scopesIn(saidBy(answer.body).text);
		const missingScopes = scopes.length > 0 ? scopes : ['account:read'];
		return { account: null, sender: null, missingScopes, answer };
	}
}
