import type { Conversation } from '../../core/conversation';
import { toChatMessage } from '../../gatewayKit/chatMessage';
import { isInbound, newestFirst, readConversation, statusOf } from './conversationRows';
import { toMessageEvent } from './messageEvent';

/** Source: https://github.com/kdctek/kdc-wacr-recoveryflow (GET /v1/conversations/{digits}/messages) */
export const conversation: Conversation = {
	sides: 'both',
	reach: 'WA.CR gives the newest 200 messages of a conversation with certainty, and often more.',
	async *list(person, connection) {
		const { rows } = await readConversation(person, null, connection);
		for (const row of newestFirst(rows)) {
			const isUsers = isInbound(row);
			yield toChatMessage(toMessageEvent(row, person), {
				role: isUsers ? 'user' : 'assistant',
				status: isUsers ? null : (statusOf(row) ?? null),
			});
		}
	},
};
