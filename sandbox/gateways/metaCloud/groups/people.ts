import type { Context } from 'hono';

import { refused } from '../answers';
import { objects } from '../refusal';
import { maxParticipants, type Group, type GroupBook } from './book';
import { invalid, product, readBody } from './request';

/** Removes people; a person who is not in the group fails, and the others do not. */
export async function removePeople(
	context: Context,
	group: Group,
	book: GroupBook,
): Promise<Response> {
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
export async function decide(
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
