import type { Comment, CommentReference, CommentRules, NewComment } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { contactIdOf } from './contacts';
import { placesOf } from './places';
import { askRecords, listRecords, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_contact_note and …/list_contact_notes,
// …/update_contact_note, …/delete_contact_note

/** Of what a note has, Mojeeb documents its text and no limit of it. */
export const commentRules: CommentRules = {
	maxLength: Infinity,
	hasLabels: false,
	namesMessages: false,
};

const whoHasNotes =
	'Mojeeb makes one of everyone who writes to the agent, and the number must be stored with it.';

/** The addresses of the notes about a person, or of one of them. Throws `notFound`. */
async function notePlaces(phone: string, connection: Connection, ...id: string[]) {
	const contact = await contactIdOf(phone, connection, whoHasNotes);
	return placesOf(connection.account, 'contacts', contact, 'notes', ...id);
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

/** Changes or deletes one note. Throws `notFound`. */
async function askNote(
	{ phone, id }: CommentReference,
	request: Parameters<typeof askRecords>[2],
	connection: Connection,
): Promise<unknown> {
	const nameNote = (error: unknown): never => {
		if (!(error instanceof GatewayError) || error.fault !== 'notFound') return rethrow(error);
		throw new GatewayError('notFound', `Mojeeb has no comment “${id}” about ${phone}.`, {
			...error.details,
			hint: 'Copy the ID from the output of Contact: Get Comments.',
		});
	};
	const places = await notePlaces(phone, connection, id);
	const { body } = await askRecords('notes', places, request, connection).catch(nameNote);
	return body;
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

/** Rewrites a note, which only whoever created the API key may have written. Throws `notFound`. */
export async function updateComment(
	reference: CommentReference,
	text: string,
	connection: Connection,
): Promise<Comment> {
	const request = { method: 'PATCH', body: { text }, repeatable: true } as const;
	const given = toComment(recordIn(await askNote(reference, request, connection), 'note'));
	return { ...given, id: given.id ?? reference.id, text: given.text ?? text };
}

/** Deletes a note of whoever created the API key. Throws `notFound`. */
export async function removeComment(
	reference: CommentReference,
	connection: Connection,
): Promise<void> {
	await askNote(reference, { method: 'DELETE', acceptsAnyAnswer: true }, connection);
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
