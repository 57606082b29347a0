import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import { businessNumbers } from './account';
import { refused } from './answers';
import { type Group, type GroupBook, inviteLink, maxParticipants } from './groups';
import { fits, unexpectedKey } from './parts';
import { none, objects, type Fields } from './refusal';

/** Groups of a number, and in one page of the list unless another number is asked for. */
const [maxGroups, perPage, maxPerPage] = [10_000, 25, 1024];

const maxPictureBytes = 5 * 1024 * 1024;

const product = { messaging_product: 'whatsapp' };

function invalid(context: Context, details: string): Response {
	return refused(context, 400, 100, 'Invalid parameter', { details });
}

/** The JSON of a request with these fields and no other, or its refusal. */
async function readBody(context: Context, known: readonly string[]): Promise<Fields | Response> {
	const given = asRecord(await context.req.json().catch(() => undefined)) ?? none;
	if (given['messaging_product'] !== 'whatsapp') {
		return invalid(context, 'messaging_product is required');
	}
	const unexpected = unexpectedKey(given, ['messaging_product', ...known], 'group');
	return unexpected === undefined ? given : invalid(context, unexpected.details);
}

/** Why the words of a group are refused; `undefined` where they are not. */
function wordsRefusal({ subject, description }: Fields): string | undefined {
	if (subject !== undefined && !fits(subject, 128)) return 'subject must have 1 to 128 characters';
	const isText = typeof description === 'string' && [...description].length <= 2048;
	return description === undefined || isText
		? undefined
		: 'description must have up to 2048 characters';
}

function createRoutes(book: GroupBook): Hono {
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

const fieldsOf: Readonly<Record<string, (group: Group) => unknown>> = {
	subject: ({ subject }) => subject,
	description: ({ description }) => description,
	join_approval_mode: ({ joinApprovalMode }) => joinApprovalMode,
	suspended: () => false,
	creation_timestamp: ({ createdAt }) => createdAt,
	participants: ({ participants }) => participants.map((wa_id) => ({ wa_id })),
	total_participant_count: ({ participants }) => participants.length,
};

/** Changes the words, or the picture, which comes as a form. */
async function update(context: Context, group: Group, book: GroupBook): Promise<Response> {
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

/** Removes people; a person who is not in the group fails, and the others do not. */
async function removePeople(context: Context, group: Group, book: GroupBook): Promise<Response> {
	const given = await readBody(context, ['participants']);
	if (given instanceof Response) return given;
	const users = objects(given['participants']).map(({ user, user_id: id }) => user ?? id);
	if (users.length === 0 || users.length > maxParticipants) {
		return invalid(context, 'participants must have 1 to 8 people');
	}
	if (new Set(users).size < users.length) {
		return refused(context, 400, 131202, 'Duplicate participant');
	}
	const digitsOf = (user: unknown) => String(user).replace(/\D/g, '');
	const isIn = (user: unknown) => group.participants.includes(digitsOf(user));
	const gone = users.filter(isIn).map(digitsOf);
	if (gone.length === 0) {
		return refused(context, 400, 131212, 'Participant is not a part of the group.');
	}
	book.set({
		...group,
		participants: group.participants.filter((one) => !gone.includes(one)),
		removed: [...group.removed, ...gone],
	});
	const failed = users.filter((user) => !isIn(user));
	const error = {
		code: 131212,
		title: 'Participant is not a part of the group.',
		message: 'Participant is not a part of the group.',
		error_data: { details: 'Participant is not a part of the group.' },
	};
	const requestId = book.nextId('REQUEST');
	book.tell('group_participants_update', group, {
		type: 'group_participants_remove',
		request_id: requestId,
		initiated_by: 'business',
		removed_participants: users.filter(isIn).map((input) => ({ input })),
		...(failed.length > 0 && {
			failed_participants: failed.map((input) => ({ input, errors: [error] })),
		}),
	});
	return context.json({ ...product, request_id: requestId });
}

/** Lets people in, or turns them down. */
async function decide(
	context: Context,
	group: Group,
	book: GroupBook,
	isApproval: boolean,
): Promise<Response> {
	const given = await readBody(context, ['join_requests']);
	if (given instanceof Response) return given;
	const asked = given['join_requests'];
	const ids = Array.isArray(asked) ? asked.filter((id) => typeof id === 'string') : [];
	if (ids.length === 0) return invalid(context, 'join_requests must have at least one ID');
	const open = group.joinRequests.filter(({ id }) => ids.includes(id));
	const isFull = isApproval && group.participants.length + open.length > maxParticipants;
	if (isFull) return refused(context, 400, 131204, 'Participant overlimit');
	const failed = ids.filter((id) => !open.some((one) => one.id === id));
	const text = 'Group join request does not exist.';
	book.set({
		...group,
		joinRequests: group.joinRequests.filter((one) => !open.includes(one)),
		participants: [...group.participants, ...(isApproval ? open.map(({ waId }) => waId) : [])],
	});
	if (isApproval && open.length > 0) {
		book.tell('group_participants_update', group, {
			type: 'group_participants_add',
			reason: 'invite_link',
			added_participants: open.map(({ waId }) => ({ input: waId, wa_id: waId })),
		});
	}
	const errors = [{ code: 131213, message: text, title: text, error_data: { details: text } }];
	return context.json(
		{
			...product,
			[isApproval ? 'approved_join_requests' : 'rejected_join_requests']: open.map(({ id }) => id),
			...(failed.length > 0 && {
				failed_join_requests: failed.map((join_request_id) => ({ join_request_id, errors })),
				errors: [{ code: 131201, message: 'Request partially succeeded' }],
			}),
		},
		failed.length > 0 ? 206 : 200,
	);
}

function groupIdRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	/** An id that is none of a group is left to the other routes. */
	const withGroup =
		(answer: (context: Context, group: Group) => Response | Promise<Response>) =>
		async (context: Context, next: () => Promise<void>) => {
			const id = context.req.param('group') ?? '';
			const group = book.get(id);
			if (group !== undefined) return await answer(context, group);
			if (!id.startsWith('Y2FwaV9ncm91cD')) return await next();
			return refused(context, 400, 131041, 'Group unknown');
		};
	const path = '/:group{[A-Za-z0-9_-]+}';

	routes.get(
		path,
		withGroup((context, group) => {
			const names = (context.req.query('fields') ?? '').split(',').filter(Boolean);
			const unknown = names.find((name) => !Object.hasOwn(fieldsOf, name));
			if (unknown !== undefined) {
				return refused(context, 400, 100, `Tried accessing nonexisting field (${unknown})`);
			}
			const given = names.map((name) => [name, fieldsOf[name]?.(group)]);
			return context.json({ ...product, id: group.id, ...Object.fromEntries(given) });
		}),
	);
	routes.post(
		path,
		withGroup(async (context, group) => await update(context, group, book)),
	);
	routes.delete(
		path,
		withGroup((context, group) => {
			book.remove(group);
			const row = { type: 'group_delete', request_id: book.nextId('REQUEST') };
			book.tell('group_lifecycle_update', group, row);
			return context.json({ success: 'true' });
		}),
	);
	routes.get(
		`${path}/invite_link`,
		withGroup((context, group) => context.json({ ...product, invite_link: inviteLink(group) })),
	);
	routes.post(
		`${path}/invite_link`,
		withGroup(async (context, group) => {
			const given = await readBody(context, []);
			if (given instanceof Response) return given;
			const renewed = { ...group, code: book.nextId('LINK') };
			book.set(renewed);
			return context.json({ ...product, invite_link: inviteLink(renewed) });
		}),
	);
	routes.delete(
		`${path}/participants`,
		withGroup(async (context, group) => await removePeople(context, group, book)),
	);
	routes.get(
		`${path}/join_requests`,
		withGroup((context, group) =>
			context.json({
				data: group.joinRequests.map(({ id, waId, at }) => ({
					join_request_id: id,
					wa_id: waId,
					creation_timestamp: String(at),
				})),
				paging: { cursors: { before: 'A', after: 'B' } },
			}),
		),
	);
	routes.post(
		`${path}/join_requests`,
		withGroup(async (context, group) => await decide(context, group, book, true)),
	);
	routes.delete(
		`${path}/join_requests`,
		withGroup(async (context, group) => await decide(context, group, book, false)),
	);
	return routes;
}

/**
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/error-codes
 */
export function groupRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	routes.route('/', createRoutes(book));
	routes.route('/', groupIdRoutes(book));
	return routes;
}
