import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { errorIn } from './faults';
import { unknownMessagePath } from './status';

/** The permission of the request below. Source: https://docs.mojeeb.app/docs/developers/authentication */
const requiredScope = 'whatsapp:send';

/**
 * Whether the key is accepted. Mojeeb has no endpoint that names the account, so a message that cannot
 * exist is looked up: “no such message” proves the key.
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const inspection = { account: null, sender: asText(account['senderNumber']), rate: null };
	try {
		const { headers } = await call({ method: 'GET', path: unknownMessagePath });
		return { ...inspection, missingScopes: [], headers };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		const { code, required_scope: scope } = errorIn(error.details.raw);
		if (error.fault === 'notFound' && code === 'message_not_found') {
			return { ...inspection, missingScopes: [], headers: {} };
		}
		if (error.fault === 'missingScope' && code === 'insufficient_scope') {
			return { ...inspection, missingScopes: [asText(scope) ?? requiredScope], headers: {} };
		}
		return rethrow(error);
	}
}
