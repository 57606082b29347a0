import { GatewayError } from '../../core/faults';
import type { Accepted } from '../../core/gateway';
import type { Message } from '../../core/message';
import type { Connection } from '../../core/request';
import { mediaType } from '../../whatsapp/media';
import { gateway, pathOf } from './answers';
import { accepted, shortPhone } from './send';

/** The kinds of file that Xobito has. */
type FileMessage = Message<'image' | 'video' | 'audio' | 'document'>;

/**
 * A file by its address, or its bytes as a form.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-media-message
 */
export async function sendMedia(
	{ kind, to, file, caption, fileName }: FileMessage,
	{ account, call }: Connection,
): Promise<Accepted> {
	const fields = {
		phone_number: shortPhone(to),
		media_type: kind,
		...(caption !== null && { caption }),
		...(fileName !== null && { filename: fileName }),
	};
	const path = pathOf(account, '/messages/media');
	const request = { method: 'POST', path, sends: true } as const;
	if ('url' in file) {
		return accepted(await call({ ...request, body: { ...fields, media_url: file.url } }));
	}
	if ('data' in file) {
		const { name, data } = file;
		const mimeType = mediaType(file.mimeType);
		const form = { fields, file: { field: 'media_file', name, mimeType, data } };
		return accepted(await call({ ...request, form }));
	}
	throw new GatewayError('unsupported', `${gateway} cannot send a file by the id of an upload.`, {
		hint: 'Choose Binary Data or URL in the field Source.',
	});
}
