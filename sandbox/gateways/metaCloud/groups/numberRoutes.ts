import { Hono } from 'hono';

import { businessNumbers } from '../account';
import { refused } from '../answers';
import { inviteLink, type GroupBook } from './book';
import { invalid, product, readBody, wordsRefusal } from './request';

/** Groups of a number, and in one page of the list unless another number is asked for. */
const [maxGroups, perPage, maxPerPage] = [10_000, 25, 1024];

/** Creating a group of a number, and the list of its groups. */
export function numberRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	for (const { phoneNumberId } of businessNumbers) {
		const path = `/${phoneNumberId}/groups`;
		routes.post(path, async (context) => {
			const given = await readBody(context, ['subject', 'description', 'join_approval_mode']);
			if (given instanceof Response) return given;
			const { subject, description, join_approval_mode: mode = 'auto_approve' } = given;
			const words = wordsRefusal({ ...given, subject: subject ?? '' });
			if (words !== undefined) return invalid(context, words);
			if (mode !== 'auto_approve' && mode !== 'approval_required') {
				return invalid(context, 'join_approval_mode must be auto_approve or approval_required');
			}
			if (book.of(phoneNumberId).length >= maxGroups) {
				return refused(context, 400, 131211, 'Group create limit reached');
			}
			const group = book.create({
				phoneNumberId,
				subject: String(subject).trim(),
				description: String(description ?? ''),
				joinApprovalMode: mode,
			});
			const requestId = book.nextId('REQUEST');
			book.tell('group_lifecycle_update', group, {
				type: 'group_create',
				request_id: requestId,
				subject: group.subject,
				invite_link: inviteLink(group),
				join_approval_mode: mode,
			});
			return context.json({ ...product, request_id: requestId });
		});

		routes.get(path, (context) => {
			const { limit, after } = context.req.query();
			const size = limit === undefined ? perPage : Number(limit);
			if (!Number.isInteger(size) || size < 1 || size > maxPerPage) {
				return invalid(context, 'limit must be from 1 to 1024');
			}
			const begin = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
			if (!Number.isInteger(begin)) return refused(context, 400, 131059, 'Invalid cursor');
			const all = book.listed(phoneNumberId);
			const end = begin + size;
			const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
			const next = new URL(context.req.url);
			next.searchParams.set('after', cursor(end));
			return context.json({
				data: { groups: all.slice(begin, end) },
				paging: {
					cursors: { after: cursor(end), before: cursor(begin) },
					...(end < all.length && { next: next.href }),
				},
			});
		});
	}
	return routes;
}
