import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope } from '../../core/message';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Account, Answer, Connection } from '../../core/request';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { graphPath } from './graphPath';

function toAccepted(answer: Answer): Accepted {
	const body = asObject(answer.body);
	const message = asObject(asObjects(body['messages'])[0]);
	const digits = asText(asObjects(body['contacts'])[0]?.['wa_id']);
	return {
		acceptance: {
			// Meta has no status lookup; later statuses come by webhook only.
			messageId: null,
			whatsappMessageId: asText(message['id']),
			contactId: null,
			...readAcceptedStatus(answer),
			...(digits !== null && { to: `+${digits}` }),
		},
		answer,
	};
}

/** The path of the sender's messages. */
export function messagesPath(account: Account): string {
	return graphPath(account, account['phoneNumberId'], 'messages');
}

/**
 * Sends a message.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 *
 * @param content its type and content in Meta's JSON
 */
export async function postMessage(
	{ to, replyTo }: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
): Promise<Accepted> {
	return toAccepted(
		await call({
			method: 'POST',
			path: messagesPath(account),
			body: {
				messaging_product: 'whatsapp',
				recipient_type: 'individual',
				to: to.replace('+', ''),
				...(replyTo !== null && { context: { message_id: replyTo } }),
				...content,
			},
			sends: true,
		}),
	);
}
