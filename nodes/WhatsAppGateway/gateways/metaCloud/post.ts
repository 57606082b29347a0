import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope } from '../../core/message';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Account, Answer, Connection } from '../../core/request';

function accepted(answer: Answer): Accepted {
	const body = asObject(answer.body);
	const message = asObject(asObjects(body['messages'])[0]);
	const digits = asText(asObjects(body['contacts'])[0]?.['wa_id']);
	return {
		acceptance: {
			// Meta has no status lookup; later statuses come by webhook only.
			messageId: null,
			whatsappMessageId: asText(message['id']),
			contactId: null,
			status: message['message_status'] === 'held_for_quality_assessment' ? 'queued' : 'sent',
			...(digits !== null && { to: `+${digits}` }),
		},
		answer,
	};
}

/** Where the sender's messages go. */
export function messagesPath(account: Account): string {
	return `/${account['graphApiVersion']}/${account['phoneNumberId']}/messages`;
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export async function post(
	{ to, replyTo }: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
): Promise<Accepted> {
	return accepted(
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
