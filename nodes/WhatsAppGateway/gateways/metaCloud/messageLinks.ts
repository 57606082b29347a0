import type { IDataObject } from 'n8n-workflow';

import type { BusinessNumbers, MessageLink, QrFormat } from '../../core/businessNumber';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { requireAny } from '../../gatewayKit/record';
import { graphPath } from './graphPath';
import { fetchRows } from './pages';
import type { FieldList } from './readFields';

function linksPath({ account }: Connection, ...rest: readonly string[]): string {
	return graphPath(account, account['phoneNumberId'], 'message_qrdls', ...rest);
}

function toLink(row: JsonObject): MessageLink {
	return {
		code: asText(row['code']) ?? '',
		message: asText(row['prefilled_message']),
		url: asText(row['deep_link_url']),
		qrImageUrl: asText(row['qr_image_url']),
		raw: row,
	};
}

async function post(body: IDataObject, connection: Connection): Promise<MessageLink> {
	const answer = await connection.call({ method: 'POST', path: linksPath(connection), body });
	return toLink(requireAny(asObject(answer.body), ['code'], 'Meta', 'message link'));
}

/** With the picture, whose form is asked for with its field. */
const withPicture = (format: QrFormat): FieldList => ({
	names: ['code', 'prefilled_message', 'deep_link_url', `qr_image_url.format(${format})`],
	required: ['code', 'prefilled_message', 'deep_link_url'],
});

const fieldsOf = { PNG: withPicture('PNG'), SVG: withPicture('SVG') };

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes */
export const links: BusinessNumbers['links'] = {
	create: async (message, format, connection) =>
		await post({ prefilled_message: message, generate_qr_image: format }, connection),
	update: async (code, message, connection) =>
		await post({ code, prefilled_message: message }, connection),
	async *list(format, connection) {
		const query = format === null ? {} : { fields: fieldsOf[format] };
		for await (const row of fetchRows(linksPath(connection), query, connection)) {
			yield toLink(row);
		}
	},
	async remove(code, connection) {
		const { body } = await connection.call({
			method: 'DELETE',
			path: linksPath(connection, code),
		});
		return body;
	},
};
