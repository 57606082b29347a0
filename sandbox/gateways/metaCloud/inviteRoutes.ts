import { Hono } from 'hono';

import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import { type GroupBook, maxParticipants } from './groups/book';
import { none } from './refusal';

/** What stands for the invite link: a person follows it, takes the wish to join back, or leaves. */
export function inviteRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	routes.post('/chat.whatsapp.com/:code', async (context) => {
		const { phone, leaves = false } =
			asRecord(await context.req.json().catch(() => undefined)) ?? none;
		const waId = toE164(String(phone))?.slice(1);
		const group = book.findByCode(context.req.param('code'));
		if (group === undefined || waId === undefined) {
			const message = 'Send {"phone": "+491713920012"} to a link of a group.';
			return context.json({ message }, 404);
		}
		const field = 'group_participants_update';
		const request = group.joinRequests.find((one) => one.waId === waId);
		const others = group.joinRequests.filter((one) => one !== request);
		if (leaves === true && request !== undefined) {
			book.set({ ...group, joinRequests: others });
			const type = 'group_join_request_revoked';
			book.tell(field, group, { type, join_request_id: request.id, wa_id: waId });
		} else if (leaves === true) {
			const participants = group.participants.filter((one) => one !== waId);
			book.set({ ...group, participants });
			book.tell(field, group, {
				type: 'group_participants_remove',
				removed_participants: [{ wa_id: waId }],
				initiated_by: 'participant',
			});
		} else if (group.removed.includes(waId) || group.participants.length >= maxParticipants) {
			return context.json({ message: 'This person cannot join the group.' }, 409);
		} else if (group.joinApprovalMode === 'approval_required') {
			const asks = { id: book.nextId('JOIN'), waId, at: book.now() };
			book.set({ ...group, joinRequests: [...others, asks] });
			const type = 'group_join_request_created';
			book.tell(field, group, { type, join_request_id: asks.id, wa_id: waId });
		} else {
			book.set({ ...group, participants: [...new Set([...group.participants, waId])] });
			book.tell(field, group, {
				type: 'group_participants_add',
				reason: 'invite_link',
				added_participants: [{ wa_id: waId }],
			});
		}
		const { participants = [], joinRequests = [] } = book.get(group.id) ?? {};
		return context.json({ group: group.id, participants, joinRequests });
	});
	return routes;
}
