import type { Comment, CommentRules, NewComment } from '../../core/contact';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { phoneDigits } from '../../gatewayKit/laravelRows';
import { pathOf } from '../../gatewayKit/path';
import { requireRows } from '../../gatewayKit/rows';
import { dataOf, gateway } from './response';

/** Source: https://docs.app.wa.cr/add-comment-28559825e0 */
export const commentRules: CommentRules = { maxLength: 5000, hasLabels: true, namesMessages: true };

const pathTo = (phone: string) => pathOf('comments', phoneDigits(phone));

/** A note of the list; the names of its label and its time are not documented. */
function toComment(row: JsonObject): Comment {
	return {
		id: asText(row['id']),
		text: asText(row['message']),
		label: asText(row['status_message']),
		aboutMessageId: asText(row['ref_message_id']),
		at: firstText(row, 'created_at', 'sent_at', 'time_sent'),
		raw: row,
	};
}

/** Source: https://docs.app.wa.cr/add-comment-28559825e0 */
export async function addComment(
	phone: string,
	{ text, label, aboutMessageId }: NewComment,
	{ call }: Connection,
): Promise<Comment> {
	const body = {
		comment: text,
		...(label !== null && { status_message: label }),
		...(aboutMessageId !== null && { ref_message_id: aboutMessageId }),
	};
	const answer = await call({ method: 'POST', path: pathTo(phone), body });
	const data = dataOf(answer);
	return {
		id: asText(data['chat_message_id']),
		text,
		label: asText(data['status_message']) ?? label,
		aboutMessageId: asText(data['ref_message_id']) ?? aboutMessageId,
		at: null,
		raw: answer.body,
	};
}

/** Source: https://docs.app.wa.cr/get-comments-28559824e0 */
export async function listComments(phone: string, { call }: Connection): Promise<Comment[]> {
	const { body } = await call({ method: 'GET', path: pathTo(phone) });
	return requireRows(asObject(body)['data'], gateway, body, 'comments').map(toComment);
}
