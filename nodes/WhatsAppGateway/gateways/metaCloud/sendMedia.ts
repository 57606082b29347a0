import { missingIdFault } from '../../core/acceptance';
import type { MediaSource } from '../../core/interactive';
import type { MediaKind, Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { mediaType } from '../../whatsapp/media';
import { toMetaMedia } from '../../whatsapp/metaMessages';
import { graphPath } from './graphPath';
import { postMessage } from './postMessage';

/**
 * The types that Meta's upload takes; its refusal of any other one lists them.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const uploadTypes: readonly string[] = [
	...['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/amr', 'audio/ogg', 'audio/opus'],
	...['application/vnd.ms-powerpoint', 'application/msword', 'application/vnd.ms-excel'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	...['application/pdf', 'text/plain'],
	...['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/3gpp'],
];

type BinaryFile = Extract<MediaSource, { readonly data: Buffer }>;

/**
 * Uploads a file; its id can be sent.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export async function uploadFile(file: BinaryFile, { account, call }: Connection): Promise<string> {
	const type = mediaType(file.mimeType);
	const { body } = await call({
		method: 'POST',
		path: graphPath(account, account['phoneNumberId'], 'media'),
		form: {
			fields: { messaging_product: 'whatsapp', type },
			file: { field: 'file', name: file.name, mimeType: type, data: file.data },
		},
	});
	const id = asText(asObject(body)['id']);
	if (id !== null) return id;
	throw missingIdFault('Meta', account, 'each uploaded file', { sent: 'no', raw: body });
}

/** The same file with the id of its upload in place of its bytes. */
export async function upload(file: MediaSource, connection: Connection): Promise<MediaSource> {
	return 'data' in file ? { id: await uploadFile(file, connection) } : file;
}

/** Sends a file. */
export async function sendMedia(message: Message<MediaKind>, connection: Connection) {
	const file = await upload(message.file, connection);
	return await postMessage(message, connection, toMetaMedia({ ...message, file }));
}

/**
 * The address of a file that a person sent, valid for five minutes.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export async function locateFile(
	id: string,
	{ account, call }: Connection,
): Promise<string | null> {
	const path = graphPath(account, id);
	return asText(asObject((await call({ method: 'GET', path })).body)['url']);
}
