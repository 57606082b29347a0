import { GatewayError } from '../../core/faults';
import type { Accepted } from '../../core/gateway';
import type { Message } from '../../core/message';
import type { Connection } from '../../core/request';
import { gateway } from './answers';
import { accepted } from './send';

/** The longest number that WA.CR takes for a file, in characters. */
const longestPhone = 15;

/** The kinds of file that WA.CR has. */
type FileMessage = Message<'image' | 'video' | 'audio' | 'document'>;

/**
 * A file by its address, or its bytes as a form; WA.CR keeps it and gives WhatsApp its own address.
 * The names of caption and file name are those of https://github.com/kdctek/n8n-nodes-wacrapp.
 * Source: https://docs.app.wa.cr/send-media-message-28559792e0
 */
export async function sendMedia(
	{ kind, to, file, caption, fileName }: FileMessage,
	{ call }: Connection,
): Promise<Accepted> {
	const fields = {
		phone: to.length > longestPhone ? to.replace('+', '') : to,
		media_type: kind,
		...(caption !== null && { caption }),
		...(fileName !== null && { filename: fileName }),
	};
	const request = { method: 'POST', path: '/messages/media', sends: true } as const;
	if ('url' in file) {
		return accepted(await call({ ...request, body: { ...fields, media_url: file.url } }));
	}
	if ('data' in file) {
		const { name, mimeType, data } = file;
		const form = { fields, file: { field: 'media_file', name, mimeType, data } };
		return accepted(await call({ ...request, form }));
	}
	throw new GatewayError('unsupported', `${gateway} cannot send a file by the id of an upload.`, {
		hint: 'Choose Binary Data or URL in the field Source.',
	});
}
