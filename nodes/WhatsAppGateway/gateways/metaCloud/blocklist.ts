import type { BlockedPerson, BusinessNumbers } from '../../core/businessNumber';
import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { graphPath } from './graphPath';
import { fetchRows } from './pages';

/** Meta's code for a person who has not written within the last 24 hours. */
const windowClosedCode = 131047;

function blocklistPath({ account }: Connection): string {
	return graphPath(account, account['phoneNumberId'], 'block_users');
}

function toPerson(row: JsonObject): BlockedPerson {
	const digits = asText(row['wa_id']) ?? asText(row['input'])?.replace(/\D/g, '') ?? null;
	return { phone: digits === null ? null : `+${digits}`, raw: row };
}

/** What Meta says of the one person of a request that it refuses, in words for this purpose. */
function toPersonFault(error: unknown): unknown {
	if (!(error instanceof GatewayError)) return error;
	const list = asObject(asObject(error.details.raw)['block_users']);
	const reason = asObjects(asObject(asObjects(list['failed_users'])[0])['errors'])[0];
	if (reason === undefined) return error;
	const code = Number(asText(reason['code']) ?? NaN);
	const said = asText(asObject(reason['error_data'])['details']) ?? asText(reason['message']) ?? '';
	const isClosed = code === windowClosedCode;
	return new GatewayError(
		'recipientInvalid',
		isClosed
			? 'WhatsApp blocks only people who wrote to this number within the last 24 hours.'
			: `WhatsApp did not change who is blocked: “${said}”`,
		{
			...error.details,
			metaCode: Number.isNaN(code) ? null : code,
			hint: isClosed
				? 'Block the person soon after their next message.'
				: 'Check the number: it must be on WhatsApp, and not be another business.',
		},
	);
}

async function change(
	method: Request['method'],
	phone: string,
	connection: Connection,
): Promise<BlockedPerson> {
	const { body } = await connection
		.call({
			method,
			path: blocklistPath(connection),
			body: { messaging_product: 'whatsapp', block_users: [{ user: phone }] },
		})
		.catch((error: unknown) => rethrow(toPersonFault(error)));
	const list = asObject(asObject(body)['block_users']);
	const [row = {}] = asObjects(list[method === 'POST' ? 'added_users' : 'removed_users']);
	const { phone: known } = toPerson(row);
	return { phone: known ?? phone, raw: body ?? null };
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users/ */
export const blocklist: BusinessNumbers['blocklist'] = {
	block: async (phone, connection) => await change('POST', phone, connection),
	unblock: async (phone, connection) => await change('DELETE', phone, connection),
	async *list(connection) {
		for await (const row of fetchRows(blocklistPath(connection), {}, connection))
			yield toPerson(row);
	},
};
