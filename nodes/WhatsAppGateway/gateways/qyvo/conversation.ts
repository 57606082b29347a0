import type { Conversation } from '../../core/conversation';
import { toChatMessage } from '../../gatewayKit/chatMessage';
import { isSamePerson } from '../../whatsapp/samePerson';
import { inbox } from './inbox';

/**
 * What one person wrote, of the list of new messages: Qyvo lists no conversation, and nothing that the
 * business sent. Source: https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export const conversation: Conversation = {
	sides: 'user',
	reach:
		'Qyvo lists what people wrote, without your answers, and only the newest 100 messages of the account.',
	async *list(person, connection) {
		for await (const event of inbox.listSince(null, connection)) {
			if (event.from === null || !isSamePerson(event.from, person)) continue;
			yield toChatMessage(event, { role: 'user', status: null });
		}
	},
};
