import type { Inspection } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';

/**
 * The sender behind the Phone Number ID. Meta tells a token's permissions to the app's owner only.
 * Source: https://developers.facebook.com/docs/whatsapp/business-management-api/manage-phone-numbers
 */
export async function inspect({ account, call }: Connection): Promise<Inspection> {
	const { body: answered, headers } = await call({
		method: 'GET',
		path: `/${account['graphApiVersion']}/${account['phoneNumberId']}`,
		query: { fields: 'display_phone_number,verified_name' },
	});
	const body = asObject(answered);
	return {
		account: asText(body['verified_name']),
		sender: asText(body['display_phone_number']),
		missingScopes: [],
		headers,
	};
}
