import type { ChatMessage, Conversation } from '../../core/conversation';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Call } from '../../core/request';
import { toChatMessage } from '../../gatewayKit/chatMessage';
import { toE164 } from '../../whatsapp/eventFields';
import { isSamePerson } from '../../whatsapp/samePerson';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { toMessageEvent } from './messageEvent';
import { listRows } from './response';

/** Rows among which the person is looked for: 20 pages. */
const maxRows = 2000;

/** The newest first. */
const query = { sort: '-created_at' };

/** Whether a row is of the conversation with this person. */
function isWith(row: JsonObject, person: string): boolean {
	const phones = [asObject(row['contact'])['phone'], row['phone'], row['contact_phone']];
	return [...phones, row['sender_id']]
		.map(toE164)
		.some((phone) => phone !== null && isSamePerson(phone, person));
}

/** The documented fields of a row name who sent it; whether the direction is shown is not said. */
function isOfPerson(row: JsonObject, person: string): boolean {
	const direction = asText(row['direction']);
	if (direction !== null) return direction === 'inbound';
	const sender = toE164(row['sender_id']);
	return sender !== null && isSamePerson(sender, person);
}

function toMessage(row: JsonObject, person: string): ChatMessage {
	const isUsers = isOfPerson(row, person);
	return toChatMessage(toMessageEvent(row), {
		role: isUsers ? 'user' : 'assistant',
		status: isUsers ? null : (toDeliveryStatus(asText(row['status']) ?? '') ?? null),
	});
}

/** WA.CR's id of the conversation; `undefined` if the person is not among the newest messages. */
async function findConversation(person: string, call: Call): Promise<string | undefined> {
	let count = 0;
	for await (const row of listRows(call, '/messages', query)) {
		const id = asText(row['interaction_id']);
		if (id !== null && isWith(row, person)) return id;
		count += 1;
		if (count >= maxRows) break;
	}
	return undefined;
}

/**
 * The list has a filter for a conversation, by an id that only its rows tell.
 * Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
export const conversation: Conversation = {
	sides: 'both',
	reach: `WA.CR finds a person among the newest ${maxRows} messages of the account only.`,
	async *list(person, { call }) {
		const id = await findConversation(person, call);
		if (id === undefined) return;
		const rows = listRows(call, '/messages', { ...query, 'filter[interaction_id]': id });
		for await (const row of rows) yield toMessage(row, person);
	},
};
