import type { Inspection } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { graphPath } from './graphPath';

/**
 * The sender behind the Phone Number ID. Meta shows a token's permissions to the app's owner only.
 * Source: https://developers.facebook.com/docs/whatsapp/business-management-api/manage-phone-numbers
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const answer = await call({
		method: 'GET',
		path: graphPath(account, account['phoneNumberId']),
		query: { fields: 'display_phone_number,verified_name' },
	});
	const sender = asObject(answer.body);
	return {
		account: asText(sender['verified_name']),
		sender: asText(sender['display_phone_number']),
		missingScopes: [],
		headers: answer.headers,
	};
}
