import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type {
	Assignment,
	ConversationChanges,
	ConversationQuery,
	ConversationReference,
	InboxConversation,
	InboxConversations,
} from '../../core/inboxConversation';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { contactIdOf, phoneIn } from './contacts';
import { placesOf } from './places';
import { askRecords, listRecords, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/update_conversation and …/list_conversations,
// …/resume_conversation_ai, …/assign_conversation

const conversationPlaces = (connection: Connection, ...steps: string[]) =>
	placesOf(connection.account, 'conversations', ...steps);

const asSwitch = (value: unknown) => (typeof value === 'boolean' ? value : null);

/** A text, which a row may also have in an object with one of these fields. */
const textIn = (value: unknown, ...fields: string[]) =>
	asText(value) ?? firstText(asObject(value), ...fields);

/** A row; the names of what is about the person and of the last message are likely ones. */
function toConversation(row: JsonObject): InboxConversation {
	const contact = asObject(row['contact']);
	return {
		id: asText(row['id']),
		contactId: firstText(row, 'contact_id') ?? asText(contact['id']),
		phone: phoneIn(contact) ?? phoneIn(row),
		name: asText(contact['name']) ?? firstText(row, 'contact_name', 'name'),
		channel: asText(row['channel']),
		status: asText(row['status']),
		isRead: asSwitch(row['is_read']),
		urgent: asSwitch(row['urgent']),
		needsAttention: asSwitch(row['needs_attention']),
		aiEnabled: asSwitch(row['ai_enabled']),
		aiPausedUntil: asText(row['ai_paused_until']),
		assignedTo: textIn(row['assigned_to'], 'user_id', 'id'),
		lastMessage: textIn(row['last_message'], 'text', 'content'),
		lastMessageAt: asText(row['last_message_at']),
		raw: row,
	};
}

async function* search(query: ConversationQuery, connection: Connection) {
	const { activeSince, assignedTo, isRead, search: text, status, urgent } = query;
	const filters: IDataObject = {
		...(activeSince !== undefined && { active_since: activeSince.toISOString() }),
		...(assignedTo !== undefined && { assigned_to: assignedTo }),
		...(isRead !== undefined && { is_read: isRead }),
		...(text !== undefined && { search: text }),
		...(status !== undefined && { status }),
		...(urgent !== undefined && { urgent }),
	};
	for await (const row of listRecords(
		'conversations',
		conversationPlaces(connection),
		filters,
		connection,
	)) {
		yield toConversation(row);
	}
}

/**
 * Whether a conversation is that of a contact, by whatever it names of the person: the filter of the list may
 * be ignored. `null` where it names nobody.
 */
function belongsTo(found: InboxConversation, contactId: string, phone: string): boolean | null {
	if (found.contactId !== null) return found.contactId === contactId;
	return found.phone === null ? null : found.phone === phone;
}

/** A change is not made in what may be a stranger's conversation. */
function namesNobody(raw: unknown): GatewayError {
	return new GatewayError(
		'unexpectedAnswer',
		'Mojeeb lists a conversation without the person whose it is, so nothing was changed.',
		{ raw, hint: 'Use the ID of the conversation, which Conversation: Get Many outputs.' },
	);
}

/**
 * The latest conversation with a person on WhatsApp, of the last 90 days.
 *
 * @throws GatewayError `notFound`, and `unexpectedAnswer` where a later one could be anybody's
 */
async function idOfPerson(phone: string, connection: Connection): Promise<string> {
	const hint =
		'Mojeeb makes one of everyone who writes to the agent. Or use the conversation’s ID.';
	const contactId = await contactIdOf(phone, connection, hint);
	const rows = listRecords(
		'conversations',
		conversationPlaces(connection),
		{ contact_id: contactId },
		connection,
	);
	for await (const row of rows) {
		const found = toConversation(row);
		const isTheirs = belongsTo(found, contactId, phone);
		// The same contact can have a conversation in another messenger.
		const isOnWhatsApp = found.channel === null || /whatsapp/i.test(found.channel);
		if (!isOnWhatsApp || found.id === null) continue;
		if (isTheirs === null) throw namesNobody(found.raw);
		if (isTheirs) return found.id;
	}
	throw new GatewayError('notFound', `Mojeeb has no conversation on WhatsApp with ${phone}.`, {
		hint: 'Mojeeb looks for those of the last 90 days. Use the conversation’s ID for an older one.',
	});
}

const conversationIdOf = async (reference: ConversationReference, connection: Connection) =>
	'id' in reference ? reference.id : await idOfPerson(reference.phone, connection);

/** Changes a conversation at one of the addresses below it; all of Mojeeb's changes may be made twice. */
async function changeConversation(
	reference: ConversationReference,
	ends: ReadonlyArray<readonly string[]>,
	request: Pick<Request, 'method' | 'body'>,
	connection: Connection,
): Promise<InboxConversation> {
	const id = await conversationIdOf(reference, connection);
	const addresses = ends.flatMap((end) => conversationPlaces(connection, id, ...end));
	const asked = { ...request, repeatable: true, acceptsAnyAnswer: true };
	const { body } = await askRecords('conversations', addresses, asked, connection);
	const given = toConversation(recordIn(body, 'conversation'));
	return { ...given, id: given.id ?? id };
}

async function update(
	reference: ConversationReference,
	{ aiEnabled, isRead, status, urgent }: ConversationChanges,
	connection: Connection,
): Promise<InboxConversation> {
	const body = {
		...(aiEnabled !== undefined && { ai_enabled: aiEnabled }),
		...(isRead !== undefined && { is_read: isRead }),
		...(status !== undefined && { status }),
		...(urgent !== undefined && { urgent }),
	};
	return await changeConversation(reference, [[]], { method: 'PATCH', body }, connection);
}

async function resumeAi(
	reference: ConversationReference,
	connection: Connection,
): Promise<InboxConversation> {
	const ends = [['resume-ai'], ['ai', 'resume']];
	return await changeConversation(reference, ends, { method: 'POST' }, connection);
}

async function assign(
	reference: ConversationReference,
	{ userId, reason }: Assignment,
	connection: Connection,
): Promise<InboxConversation> {
	const body = { assigned_to: userId, ...(reason !== null && { reason }) };
	const ends = [['assign'], ['assignment']];
	return await changeConversation(reference, ends, { method: 'POST', body }, connection);
}

/** The conversations of the agent, on all its channels, which its AI and the team answer. */
export const inboxConversations: InboxConversations = { search, update, resumeAi, assign };
