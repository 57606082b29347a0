import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { errorOf } from './faults';
import { unknownMessage } from './status';

/** The permission of every request that is made here. Source: https://docs.mojeeb.app/docs/developers/authentication */
const scope = 'whatsapp:send';

/**
 * Whether the key is accepted. Mojeeb does not tell whose it is, so a message that cannot exist is
 * looked up: only an accepted key is told that there is none.
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const known = { account: null, sender: asText(account['senderNumber']) };
	try {
		const { headers } = await call({ method: 'GET', path: unknownMessage });
		return { ...known, missingScopes: [], headers };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		const { code, required_scope: required } = asObject(errorOf(error.details.raw));
		if (error.fault === 'notFound' && code === 'message_not_found') {
			return { ...known, missingScopes: [], headers: {} };
		}
		if (error.fault === 'missingScope' && code === 'insufficient_scope') {
			return { ...known, missingScopes: [asText(required) ?? scope], headers: {} };
		}
		return rethrow(error);
	}
}
