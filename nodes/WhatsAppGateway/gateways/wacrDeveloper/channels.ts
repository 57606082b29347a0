import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import type { Account, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { rowsIn } from './response';

const limit = 200;

/** The channel or the WhatsApp Business Account that is chosen as sender; empty for none. */
export function chosenSender(account: Account): string {
	return account['senderChannelId']?.trim() ?? '';
}

/**
 * The workspace's WhatsApp numbers; none where the key may not list them, which is a permission of its own.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
export async function listChannels({ call }: Connection): Promise<JsonObject[]> {
	try {
		const { body } = await call({ method: 'GET', path: '/v1/channels', query: { limit } });
		return rowsIn(body, 'channels');
	} catch (error) {
		if (error instanceof GatewayError && error.fault === 'missingScope') return [];
		return rethrow(error);
	}
}

/**
 * The WhatsApp Business Account of the chosen sender, whose templates are those that can be sent from it;
 * `null` where none is chosen, or it is not known.
 */
export async function findBusinessAccount(connection: Connection): Promise<string | null> {
	const sender = chosenSender(connection.account);
	if (sender === '') return null;
	const channels = await listChannels(connection);
	const own = channels.find((channel) => channel['id'] === sender);
	if (own !== undefined) return asText(own['wabaId']);
	return channels.some((channel) => channel['wabaId'] === sender) ? sender : null;
}
