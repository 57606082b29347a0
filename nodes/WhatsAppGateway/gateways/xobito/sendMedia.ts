import type { Accepted } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { type FileMessage, toMediaRequest } from '../../gatewayKit/laravelMedia';
import { shortenPhone } from '../../gatewayKit/laravelRows';
import { gateway, workspacePath } from './response';
import { toAccepted } from './send';

/**
 * Sends a file.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-media-message
 */
export async function sendMedia(
	message: FileMessage,
	{ account, call }: Connection,
): Promise<Accepted> {
	const path = workspacePath(account, '/messages/media');
	const recipient = { phone_number: shortenPhone(message.to) };
	return toAccepted(await call(toMediaRequest(message, path, recipient, gateway)));
}
