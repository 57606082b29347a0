import type { Comment, CommentRules, NewComment } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { unknownTime } from '../../whatsapp/eventFields';
import { idOf, newestFirst, readConversation, textOf, timeOf, wamidOf } from './conversationRows';
import { digitsOf, isUuid, readMessageId } from './messageId';
import { gateway, rowsIn } from './response';

// Source of this file: https://github.com/kdctek/n8n-nodes-wacr (Note)

/** What WA.CR takes as a note. */
export const commentRules: CommentRules = {
	maxLength: 4096,
	hasLabels: false,
	namesMessages: true,
};

/** The most that one answer has. */
const maxListed = 500;

const pathTo = (phone: string) => pathOf('v1', 'conversations', digitsOf(phone), 'comments');

/** A note; which fields a row has is not documented. */
function toComment(row: JsonObject): Comment {
	const at = timeOf(row);
	return {
		id: asText(row['id']),
		text: textOf(row),
		label: null,
		aboutMessageId: asText(row['refMessageId']),
		at: at === unknownTime ? null : at,
		raw: row,
	};
}

/** A deleted note, which is listed so that whoever copies the list deletes it as well. */
function isDeleted(row: JsonObject): boolean {
	return Boolean(row['deletedAt'] ?? row['deleted'] ?? row['isDeleted']);
}

/**
 * WA.CR's own id of a message, which a note can name: from the id of a receipt, or by WhatsApp's id from the
 * conversation.
 *
 * @throws GatewayError `notFound`
 */
async function ownIdOf(message: string, phone: string, connection: Connection): Promise<string> {
	const id = readMessageId(message)?.id ?? message;
	if (isUuid(id)) return id;
	const { rows } = await readConversation(phone, null, connection);
	const row = rows.find((one) => [idOf(one), wamidOf(one)].includes(id));
	const own = row === undefined ? null : idOf(row);
	if (own !== null) return own;
	throw new GatewayError(
		'notFound',
		`${gateway} does not show the message of About Message in the conversation with this person.`,
		{
			hint: 'Take the ID from the trigger or from the output of Send, or leave About Message out.',
		},
	);
}

/** Writes a note about a person, who need not have written. */
export async function addComment(
	phone: string,
	{ text, aboutMessageId }: NewComment,
	connection: Connection,
): Promise<Comment> {
	const body = {
		body: text,
		...(aboutMessageId !== null && {
			refMessageId: await ownIdOf(aboutMessageId, phone, connection),
		}),
	};
	const answer = await connection.call({ method: 'POST', path: pathTo(phone), body });
	const whole = asObject(answer.body);
	const row = asObject(whole['comment'] ?? whole);
	const given = toComment(row);
	return {
		...given,
		text: given.text ?? text,
		aboutMessageId: given.aboutMessageId ?? firstText(body, 'refMessageId'),
	};
}

/** At most 500 notes: WA.CR has no pages. */
export async function listComments(phone: string, { call }: Connection): Promise<Comment[]> {
	const query = { limit: maxListed };
	const { body } = await call({ method: 'GET', path: pathTo(phone), query });
	const rows = rowsIn(body, 'comments').filter((row) => !isDeleted(row));
	return newestFirst(rows).map(toComment);
}
