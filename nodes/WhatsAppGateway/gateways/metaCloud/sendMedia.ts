import type { IDataObject } from 'n8n-workflow';

import { missingIdFault } from '../../core/acceptance';
import type { MediaKind, MediaSource, Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { mediaType } from '../../whatsapp/media';
import { postMessage } from './postMessage';

type BinaryFile = Extract<MediaSource, { readonly data: Buffer }>;

/**
 * Uploads a file; its id can be sent.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
async function uploadFile(file: BinaryFile, { account, call }: Connection): Promise<string> {
	const type = mediaType(file.mimeType);
	const { body } = await call({
		method: 'POST',
		path: pathOf(account['graphApiVersion'], account['phoneNumberId'], 'media'),
		form: {
			fields: { messaging_product: 'whatsapp', type },
			file: { field: 'file', name: file.name, mimeType: type, data: file.data },
		},
	});
	const id = asText(asObject(body)['id']);
	if (id !== null) return id;
	throw missingIdFault('Meta', account, 'each uploaded file', { sent: 'no', raw: body });
}

/** The file as Meta's messages name it: by its address, or by the id of its upload. */
export async function toFileReference(
	file: MediaSource,
	connection: Connection,
): Promise<IDataObject> {
	if ('url' in file) return { link: file.url };
	return { id: 'id' in file ? file.id : await uploadFile(file, connection) };
}

/** Sends a file. Meta shows a file name for documents only. */
export async function sendMedia(message: Message<MediaKind>, connection: Connection) {
	const { kind, file, caption, fileName } = message;
	return await postMessage(message, connection, {
		type: kind,
		[kind]: {
			...(await toFileReference(file, connection)),
			...(caption !== null && { caption }),
			...(kind === 'document' && fileName !== null && { filename: fileName }),
		},
	});
}

/**
 * The address of a file that a person sent, valid for five minutes.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#get-media-url
 */
export async function locateFile(
	id: string,
	{ account, call }: Connection,
): Promise<string | null> {
	const path = pathOf(account['graphApiVersion'], id);
	return asText(asObject((await call({ method: 'GET', path })).body)['url']);
}
