import type { Inspection } from '../../core/gateway';
import { asObject, asText, asTexts, type JsonObject } from '../../core/narrow';
import type { Account, Connection } from '../../core/request';
import { chosenSender, listChannels } from './channels';

/** What the node asks for. A key without one of the others can do everything else. */
const neededScopes = [
	'messages:send',
	'messages:read',
	'channels:read',
	'templates:read',
	'contacts:read',
	'contacts:write',
];

/** The number that is sent from, where it is certain: the chosen one, or the only one. */
function senderAmong(channels: readonly JsonObject[], account: Account): string | null {
	const sender = chosenSender(account);
	const candidates = channels.filter(
		(channel) => sender === '' || channel['id'] === sender || channel['wabaId'] === sender,
	);
	const [first] = candidates;
	return candidates.length === 1 ? asText(first?.['displayPhone']) : null;
}

/**
 * The workspace behind the key, and the key's permissions; `/v1/me` needs none.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow
 */
export async function inspect(connection: Connection): Promise<Inspection> {
	const { headers, body } = await connection.call({ method: 'GET', path: '/v1/me' });
	const { tenant, credential } = asObject(body);
	const { scopes } = asObject(credential);
	const granted = asTexts(scopes);
	return {
		account: asText(asObject(tenant)['name']),
		sender: senderAmong(await listChannels(connection), connection.account),
		missingScopes: Array.isArray(scopes)
			? neededScopes.filter((scope) => !granted.includes(scope))
			: [],
		rate: null,
		headers,
	};
}
