import type { Context } from 'hono';

import { refused } from '../answers';
import type { Group, GroupBook } from './book';
import { invalid, product, readBody, wordsRefusal } from './request';

const maxPictureBytes = 5 * 1024 * 1024;

const fieldsOf: Readonly<Record<string, (group: Group) => unknown>> = {
	subject: ({ subject }) => subject,
	description: ({ description }) => description,
	join_approval_mode: ({ joinApprovalMode }) => joinApprovalMode,
	suspended: () => false,
	creation_timestamp: ({ createdAt }) => createdAt,
	participants: ({ participants }) => participants.map((wa_id) => ({ wa_id })),
	total_participant_count: ({ participants }) => participants.length,
};

/** The fields of a group that were asked for. */
export function readSettings(context: Context, group: Group): Response {
	const names = (context.req.query('fields') ?? '').split(',').filter(Boolean);
	const unknown = names.find((name) => !Object.hasOwn(fieldsOf, name));
	if (unknown !== undefined) {
		return refused(context, 400, 100, `Tried accessing nonexisting field (${unknown})`);
	}
	const given = names.map((name) => [name, fieldsOf[name]?.(group)]);
	return context.json({ ...product, id: group.id, ...Object.fromEntries(given) });
}

/** Changes the words, or the picture, which comes as a form. */
export async function update(context: Context, group: Group, book: GroupBook): Promise<Response> {
	const requestId = book.nextId('REQUEST');
	const tell = (row: object) =>
		book.tell('group_settings_update', group, {
			type: 'group_settings_update',
			request_id: requestId,
			...row,
		});
	if (context.req.header('content-type')?.startsWith('multipart/form-data') === true) {
		const form = await context.req.formData().catch(() => undefined);
		const file = form?.get('file');
		if (form?.get('messaging_product') !== 'whatsapp' || !(file instanceof File)) {
			return invalid(context, 'messaging_product and file are required');
		}
		if (file.type !== 'image/jpeg' || file.size === 0 || file.size > maxPictureBytes) {
			return invalid(context, 'file must be image/jpeg of at most 5MB');
		}
		tell({ profile_picture: { mime_type: file.type, update_successful: true, sha256: 'HASH' } });
		return context.json({ ...product, request_id: requestId });
	}
	const given = await readBody(context, ['subject', 'description']);
	if (given instanceof Response) return given;
	const words = wordsRefusal(given);
	if (words !== undefined) return invalid(context, words);
	const { subject, description } = given;
	book.set({
		...group,
		...(typeof subject === 'string' && { subject: subject.trim() }),
		...(typeof description === 'string' && { description }),
	});
	const changed = (text: unknown) => ({ text, update_successful: true });
	tell({
		...(subject !== undefined && { group_subject: changed(subject) }),
		...(description !== undefined && { group_description: changed(description) }),
	});
	return context.json({ ...product, request_id: requestId });
}
