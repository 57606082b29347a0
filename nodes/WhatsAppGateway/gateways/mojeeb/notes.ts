import type { Comment, CommentRules, NewComment } from '../../core/contact';
import { asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { contactIdOf } from './contacts';
import { askRecords, listRecords, placesOf, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_contact_note and …/list_contact_notes

/** Of what a note has, Mojeeb documents its text and no limit of it. */
export const commentRules: CommentRules = {
	maxLength: Infinity,
	hasLabels: false,
	namesMessages: false,
};

const whoHasNotes =
	'Mojeeb makes one of everyone who writes to the agent, and the number must be stored with it.';

async function notePlaces(phone: string, connection: Connection) {
	const contact = await contactIdOf(phone, connection, whoHasNotes);
	return placesOf(connection, 'contacts', contact, 'notes');
}

/** A note; what Mojeeb itself notes, such as `status_change`, has its type as the label. */
function toComment(row: JsonObject): Comment {
	const type = asText(row['type']);
	return {
		id: asText(row['id']),
		text: firstText(row, 'text', 'content', 'note'),
		label: type === 'user_note' ? null : type,
		aboutMessageId: null,
		at: asText(row['created_at']),
		raw: row,
	};
}

/** Writes a note about a person, signed by whoever created the API key. */
export async function addComment(
	phone: string,
	{ text }: NewComment,
	connection: Connection,
): Promise<Comment> {
	const places = await notePlaces(phone, connection);
	const request = { method: 'POST', body: { text } } as const;
	const { body } = await askRecords('notes', places, request, connection);
	const given = toComment(recordIn(body, 'note'));
	return { ...given, text: given.text ?? text };
}

/** All notes about a person. */
export async function listComments(phone: string, connection: Connection): Promise<Comment[]> {
	const comments: Comment[] = [];
	const places = await notePlaces(phone, connection);
	for await (const row of listRecords('notes', places, {}, connection)) {
		comments.push(toComment(row));
	}
	return comments;
}
