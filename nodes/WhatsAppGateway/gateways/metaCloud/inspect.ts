import type { Inspection } from '../../core/gateway';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Rate } from '../../core/rate';
import type { Connection } from '../../core/request';
import { graphPath } from './graphPath';
import { readHealth } from './health';
import { type FieldList, readFields } from './readFields';

/** Messages per second by the level of a number that only the API uses. */
const throughputs: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1000 };

/** Messages per second of a number that the WhatsApp Business app uses as well, whatever the level. */
const throughputWithApp = 20;

/**
 * The number's own rate; `null` if Meta does not tell its level.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export function toRate(sender: JsonObject): Rate | null {
	const level = throughputs[asText(asObject(sender['throughput'])['level']) ?? ''];
	if (level === undefined) return null;
	return { messages: sender['is_on_biz_app'] === true ? throughputWithApp : level, perSeconds: 1 };
}

const senderFields: FieldList = {
	names: ['display_phone_number', 'verified_name', 'throughput', 'is_on_biz_app'],
	required: ['display_phone_number', 'verified_name'],
};

/**
 * The sender behind the Phone Number ID. Meta shows a token's permissions to the app's owner only.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 */
export async function inspect(connection: Connection): Promise<Inspection> {
	const { account } = connection;
	const path = graphPath(account, account['phoneNumberId']);
	const answer = await readFields(path, { fields: senderFields }, connection);
	const sender = asObject(answer.body);
	return {
		account: asText(sender['verified_name']),
		sender: asText(sender['display_phone_number']),
		missingScopes: [],
		rate: toRate(sender),
		advice: await readHealth(connection),
		headers: answer.headers,
	};
}
