import { GatewayError } from '../core/faults';
import type { Message } from '../core/message';
import type { Request } from '../core/request';

/** The kinds of file that the sister products send. */
export type FileMessage = Message<'image' | 'video' | 'audio' | 'document'>;

/**
 * The request that sends a file by its address, or its bytes as a form.
 *
 * @param recipient the field of the recipient's number
 * @throws GatewayError `unsupported` for the id of an upload
 */
export function toMediaRequest(
	{ kind, file, caption, fileName }: FileMessage,
	path: string,
	recipient: Readonly<Record<string, string>>,
	gateway: string,
): Request {
	const fields = {
		...recipient,
		media_type: kind,
		...(caption !== null && { caption }),
		...(fileName !== null && { filename: fileName }),
	};
	const request = { method: 'POST', path, sends: true } as const;
	if ('url' in file) return { ...request, body: { ...fields, media_url: file.url } };
	if ('data' in file) {
		const { name, data, mimeType } = file;
		return { ...request, form: { fields, file: { field: 'media_file', name, mimeType, data } } };
	}
	throw new GatewayError('unsupported', `${gateway} cannot send a file by the id of an upload.`, {
		hint: 'Choose Binary Data or URL in the field Source.',
	});
}
