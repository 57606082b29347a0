import type {
	AccountMessage,
	ChatMessage,
	Conversation,
	MessageFilters,
} from '../../core/conversation';
import type { GatewayEvent } from '../../core/event';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { toChatMessage } from '../../gatewayKit/chatMessage';
import { mergeNewestFirst } from '../../gatewayKit/newestFirst';
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

/** The sender of a message of the business is no person. */
function eventOf(row: JsonObject, isUsers: boolean): GatewayEvent {
	return toMessageEvent(isUsers ? row : { ...row, sender_id: null });
}

function toMessage(row: JsonObject, isUsers: boolean): ChatMessage {
	const status = isUsers ? null : (toDeliveryStatus(asText(row['status']) ?? '') ?? null);
	const role = isUsers ? 'user' : 'assistant';
	return { ...toChatMessage(eventOf(row, isUsers), { role, status }), raw: row };
}

/** The filters as WA.CR names them. */
function filterQuery({ text, type, status, direction }: MessageFilters): Record<string, string> {
	return {
		...query,
		...(text !== undefined && { search: text }),
		...(type !== undefined && { 'filter[type]': type }),
		...(status !== undefined && { 'filter[status]': status }),
		...(direction !== undefined && { 'filter[direction]': direction }),
	};
}

async function* listDirection(
	direction: 'inbound' | 'outbound',
	filters: MessageFilters,
	call: Call,
): AsyncIterable<AccountMessage> {
	for await (const row of listRows(call, '/messages', filterQuery({ ...filters, direction }))) {
		const isUsers = direction === 'inbound';
		// Where the filter should not hold, a row that shows its own direction is in the other list as well.
		if ((asText(row['direction']) ?? direction) !== direction) continue;
		yield { phoneNumber: eventOf(row, isUsers).from, ...toMessage(row, isUsers) };
	}
}

/**
 * The two directions are asked for one by one: that a row shows its own is not documented. Only messages of the
 * business have a status.
 */
function listAll(filters: MessageFilters, { call }: Connection): AsyncIterable<AccountMessage> {
	const { direction = filters.status === undefined ? undefined : 'outbound' } = filters;
	const directions = direction === undefined ? (['inbound', 'outbound'] as const) : [direction];
	return mergeNewestFirst(directions.map((one) => listDirection(one, filters, call)));
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
	filters: ['text', 'type', 'status', 'direction'],
	async *list(person, { call }, filters = {}) {
		const id = await findConversation(person, call);
		if (id === undefined) return;
		const wanted = { ...filterQuery(filters), 'filter[interaction_id]': id };
		for await (const row of listRows(call, '/messages', wanted)) {
			// What somebody else wrote is given out in no case.
			if ((asText(row['interaction_id']) ?? id) !== id) continue;
			yield toMessage(row, isOfPerson(row, person));
		}
	},
	listAll,
};
