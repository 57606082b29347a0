import type { Accepted } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { type FileMessage, toMediaRequest } from '../../gatewayKit/laravelMedia';
import { shortenPhone } from '../../gatewayKit/laravelRows';
import { mediaType } from '../../whatsapp/media';
import { contactField, contactFormFields } from './recipientContact';
import { gateway, workspacePath } from './response';
import { toAccepted } from './send';

/** The message with its file's type in Meta's spelling. */
function withPlainType(message: FileMessage): FileMessage {
	const { file } = message;
	if (!('data' in file)) return message;
	return { ...message, file: { ...file, mimeType: mediaType(file.mimeType) } };
}

/**
 * Sends a file.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-media-message
 */
export async function sendMedia(
	message: FileMessage,
	{ account, call }: Connection,
): Promise<Accepted> {
	const path = workspacePath(account, 'messages', 'media');
	const recipient = { phone_number: shortenPhone(message.to) };
	const request = toMediaRequest(withPlainType(message), path, recipient, gateway);
	if (request.form === undefined) {
		return toAccepted(
			await call({ ...request, body: { ...request.body, ...contactField(message) } }),
		);
	}
	const fields = { ...request.form.fields, ...contactFormFields(message) };
	return toAccepted(await call({ ...request, form: { ...request.form, fields } }));
}
