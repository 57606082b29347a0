import type { Inspection } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { readHealth } from './health';

/**
 * The sender behind the Phone Number ID. Meta shows a token's permissions to the app's owner only.
 * Source: https://developers.facebook.com/docs/whatsapp/business-management-api/manage-phone-numbers
 */
export async function inspect(connection: Connection): Promise<Inspection> {
	const { account, call } = connection;
	const answer = await call({
		method: 'GET',
		path: pathOf(account['graphApiVersion'], account['phoneNumberId']),
		query: { fields: 'display_phone_number,verified_name' },
	});
	const sender = asObject(answer.body);
	return {
		account: asText(sender['verified_name']),
		sender: asText(sender['display_phone_number']),
		missingScopes: [],
		advice: await readHealth(connection),
		headers: answer.headers,
	};
}
