import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import type { Account, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { rowsIn } from './response';

/** The most that one answer has; there are no pages. */
export const maxChannels = 200;

/** The channel or the WhatsApp Business Account that is chosen as sender; empty for none. */
export function chosenSender(account: Account): string {
	return account['senderChannelId']?.trim() ?? '';
}

/** The workspace's WhatsApp numbers. Source: https://github.com/kdctek/n8n-nodes-wacr */
export async function fetchChannels({ call }: Connection): Promise<JsonObject[]> {
	const query = { limit: maxChannels };
	const { body } = await call({ method: 'GET', path: '/v1/channels', query });
	return rowsIn(body, 'channels');
}

/** The same; none where the key may not list them, which is a permission of its own. */
export async function listChannels(connection: Connection): Promise<JsonObject[]> {
	try {
		return await fetchChannels(connection);
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
