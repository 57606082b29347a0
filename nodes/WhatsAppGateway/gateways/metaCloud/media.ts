import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { MediaKind, MediaSource, Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { mediaType } from '../../whatsapp/media';
import { post } from './post';

/**
 * The file as Meta wants it named: by its address, or by the id of its upload.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
async function named(file: MediaSource, { account, call }: Connection): Promise<IDataObject> {
	if ('url' in file) return { link: file.url };
	if ('id' in file) return { id: file.id };
	const type = mediaType(file.mimeType);
	const { body } = await call({
		method: 'POST',
		path: `/${account['graphApiVersion']}/${account['phoneNumberId']}/media`,
		form: {
			fields: { messaging_product: 'whatsapp', type },
			file: { field: 'file', name: file.name, mimeType: type, data: file.data },
		},
	});
	const id = asText(asObject(body)['id']);
	if (id !== null) return { id };
	throw new GatewayError('mediaRejected', 'Meta took the file, but gave it no id.', {
		raw: body,
		hint: 'Nothing was sent. Run the node again, or send the file from a URL.',
	});
}

/** A file. A caption or a name goes only with the kinds that show one. */
export async function sendMedia(message: Message<MediaKind>, connection: Connection) {
	const { kind, file, caption, fileName } = message;
	return await post(message, connection, {
		type: kind,
		[kind]: {
			...(await named(file, connection)),
			...(caption !== null && { caption }),
			...(kind === 'document' && fileName !== null && { filename: fileName }),
		},
	});
}

/**
 * Where a file that a person sent can be had for the next minutes.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#get-media-url
 */
export async function locateFile(
	id: string,
	{ account, call }: Connection,
): Promise<string | null> {
	const path = `/${account['graphApiVersion']}/${encodeURIComponent(id)}`;
	return asText(asObject((await call({ method: 'GET', path })).body)['url']);
}
