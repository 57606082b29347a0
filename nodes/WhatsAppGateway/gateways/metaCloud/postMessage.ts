import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope } from '../../core/message';
import { asObject, asObjects, asText } from '../../core/narrow';
import { groupIdOf, isGroup, isUserId } from '../../core/recipient';
import type { Account, Answer, Connection } from '../../core/request';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { graphPath } from './graphPath';

function toAccepted(answer: Answer, to: string): Accepted {
	const body = asObject(answer.body);
	const message = asObject(asObjects(body['messages'])[0]);
	const contact = asObject(asObjects(body['contacts'])[0]);
	// Of a group, Meta writes the group’s id where the number stands.
	const digits = isGroup(to) ? null : asText(contact['wa_id']);
	const userId = asText(contact['user_id']);
	return {
		acceptance: {
			// Meta has no status lookup; later statuses come by webhook only.
			messageId: null,
			whatsappMessageId: asText(message['id']),
			contactId: null,
			...readAcceptedStatus(answer),
			...(digits !== null && { to: `+${digits}` }),
			...(userId !== null && { userId }),
		},
		answer,
	};
}

/** The path of the sender's messages. */
export function messagesPath(account: Account): string {
	return graphPath(account, account['phoneNumberId'], 'messages');
}

/**
 * The fields that name who gets it: a user id in `to` is taken and then dropped in silence.
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 * and https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging
 */
function toRecipient(to: string): IDataObject {
	if (isGroup(to)) return { recipient_type: 'group', to: groupIdOf(to) };
	const person = isUserId(to) ? { recipient: to } : { to: to.replace('+', '') };
	return { recipient_type: 'individual', ...person };
}

/**
 * Sends a message.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 *
 * @param content its type and content in Meta's JSON
 * @param path another path than that of all messages
 */
export async function postMessage(
	{ to, replyTo, messageKey }: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
	path = messagesPath(account),
): Promise<Accepted> {
	const answer = await call({
		method: 'POST',
		path,
		body: {
			messaging_product: 'whatsapp',
			...toRecipient(to),
			...(replyTo !== null && { context: { message_id: replyTo } }),
			...(messageKey !== undefined && { biz_opaque_callback_data: messageKey }),
			...content,
		},
		sends: true,
	});
	return toAccepted(answer, to);
}
