import type { Inspection } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';

/**
 * The workspace of the token. Qyvo's tokens have one permission, and it does not name the sender.
 * Source: https://www.qyvo.io/docs/api/me
 */
export async function inspect({ call }: Connection): Promise<Inspection> {
	const { body, headers } = await call({ method: 'GET', path: '/me' });
	const { tenant } = asObject(body);
	const account = asText(asObject(tenant)['name']);
	return { account, sender: null, missingScopes: [], rate: null, headers };
}
