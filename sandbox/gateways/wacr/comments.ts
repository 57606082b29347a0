import { Hono, type Context } from 'hono';

import { toE164 } from '../../state/phone';
import type { Store } from '../../state/store';
import { id, isRefusal, notFound, refused } from './answers';
import { numberOf } from './contactRow';
import { checkFields } from './validation';

interface Comment {
	readonly id: number;
	readonly message: string;
	readonly type: 'text';
	readonly status_message: string;
	readonly message_id: string | null;
	readonly ref_message_id: string | null;
	readonly created_at: string;
}

/** The number that WA.CR's account writes from. */
const sender = '4930123456';

/**
 * Notes in the chat with a person.
 * Sources: https://docs.app.wa.cr/get-comments-28559824e0 and …/add-comment-28559825e0
 */
export function commentRoutes(store: Store): Hono {
	const routes = new Hono();
	const comments = store.memories.of<readonly Comment[]>('wacr comments');
	store.events.on('reset', () => comments.clear());

	/** The person of the path, if there is a chat. */
	const personOf = (context: Context) => {
		const phone = toE164(context.req.param('mobile') ?? '');
		const hasChat = store.ledger.messages.some(
			(message) => message.gateway === id && message.phone === phone,
		);
		return hasChat ? phone : undefined;
	};
	const noChat = notFound('Chat conversation');

	routes.get('/comments/:mobile', (context) => {
		const phone = personOf(context);
		if (phone === undefined) return refused(context, noChat);
		return context.json({ success: true, data: (comments.get(phone) ?? []).toReversed() });
	});

	routes.post('/comments/:mobile', async (context) => {
		const phone = personOf(context);
		const given = await checkFields(context, (fields) => ({
			message: fields.requiredText('comment', 5000),
			status_message: fields.optionalText('status_message') || 'Internal comment',
			media: fields.optionalUrl('media_url'),
			message_id: fields.optionalText('message_id') ?? null,
			ref_message_id: fields.optionalText('ref_message_id') ?? null,
		}));
		if (isRefusal(given)) return refused(context, given);
		if (phone === undefined) return refused(context, noChat);
		const { media, ...fields } = given;
		const earlier = comments.get(phone) ?? [];
		const number = 90_001 + earlier.length;
		const row = { id: number, type: 'text', created_at: store.clock.iso(), ...fields } as const;
		comments.set(phone, [...earlier, row]);
		return context.json({
			success: true,
			message: 'Comment added successfully',
			tenant_id: 12,
			interaction_id: numberOf(store.contacts.findOrCreate(id, phone).id),
			sender_id: sender,
			status_message: given.status_message,
			url: media === '' ? null : media,
			message_id: given.message_id,
			ref_message_id: given.ref_message_id,
			chat_message_id: number,
		});
	});

	return routes;
}
