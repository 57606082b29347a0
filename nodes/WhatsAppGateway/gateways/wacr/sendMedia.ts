import type { Accepted } from '../../core/gateway';
import type { Connection } from '../../core/request';
import { type FileMessage, toMediaRequest } from '../../gatewayKit/laravelMedia';
import { shortenPhone } from '../../gatewayKit/laravelRows';
import { gateway } from './response';
import { toAccepted } from './send';

/**
 * Sends a file; WA.CR stores it and gives WhatsApp an address of its own. The field names of caption
 * and file name are those of https://github.com/kdctek/n8n-nodes-wacrapp.
 * Source: https://docs.app.wa.cr/send-media-message-28559792e0
 */
export async function sendMedia(message: FileMessage, { call }: Connection): Promise<Accepted> {
	const contactId = message.recipient?.['contactId'];
	const recipient = {
		phone: shortenPhone(message.to),
		...(contactId !== undefined && { contact_id: contactId }),
	};
	return toAccepted(await call(toMediaRequest(message, '/messages/media', recipient, gateway)));
}
