import { Hono } from 'hono';

import { storageUrl } from '../../gatewayKit/storage';
import type { StoredMessage } from '../../state/message';
import type { Store } from '../../state/store';
import { id, notFound, ok, paged, refused, searched, sorted } from './answers';
import { numberOf } from './contactRow';

/** The sandbox's own number, as WA.CR writes numbers. */
const ownNumber = '15557654321';

/** WA.CR has one word for everything that can be tapped. */
function typeOf({ kind, reply }: StoredMessage): string {
	return reply !== null || kind === 'buttons' || kind === 'list' ? 'interactive' : kind;
}

/** The text of a message; the label and the name of a file are no part of it. */
function textOf({ direction, mediaUrl, template, body, text }: StoredMessage): string {
	const isFile = mediaUrl !== null && template === null;
	return direction === 'inbound' || isFile ? body : text;
}

/** A message's status, of which WA.CR has four. */
function statusOf(store: Store, message: StoredMessage) {
	if (message.direction === 'inbound') return { status: 'read', reason: null };
	const { status, reason } = store.statuses.of(message);
	return { status: status === 'queued' ? 'sent' : status, reason };
}

/** The ids of messages that a colleague wrote in WA.CR. */
const staffMessages = (store: Store) => store.memories.of<number>('wacr staff messages');

function staffOf(store: Store, { id: own }: StoredMessage): number | null {
	return staffMessages(store).get(own) ?? null;
}

/** A colleague writes in WA.CR’s own inbox. */
export function colleagueWrites(store: Store, phone: string, text: string): void {
	const message = store.ledger.record(id, 'outbound', phone, { kind: 'text', body: text });
	staffMessages(store).set(message.id, 7);
}

/**
 * Source: https://docs.app.wa.cr/get-message-28559795e0; that the contact and what was tapped are shown,
 * and by these names, is an assumption. A row names its time `sent_at` only, though the list is sorted
 * and filtered by `created_at`.
 */
function row(store: Store, message: StoredMessage, origin: string) {
	const { phone, direction, whatsappMessageId, about, at, reply } = message;
	const inbound = direction === 'inbound';
	const contact = store.contacts.findOrCreate(id, phone);
	const { status, reason } = statusOf(store, message);
	return {
		id: numberOf(message.id),
		interaction_id: numberOf(contact.id),
		direction,
		contact: { id: numberOf(contact.id), phone, name: contact.name },
		sender_id: inbound ? phone.replace('+', '') : ownNumber,
		type: typeOf(message),
		message: textOf(message),
		status,
		status_message: reason,
		message_id: whatsappMessageId,
		ref_message_id: about,
		reply,
		url: storageUrl(message, origin) ?? message.mediaUrl,
		sent_at: at,
		is_read: status === 'read',
		staff_id: staffOf(store, message),
	};
}

/** The gateway's messages, those too that WhatsApp refused. */
function messagesOf(store: Store): StoredMessage[] {
	return [...store.ledger.messages, ...store.ledger.undelivered].filter(
		({ gateway }) => gateway === id,
	);
}

/** Lookup and list. Source: https://docs.app.wa.cr/list-messages-28559794e0 */
export function messageRoutes(store: Store): Hono {
	const routes = new Hono();
	store.events.on('reset', () => staffMessages(store).clear());

	routes.get('/messages', (context) => {
		const filter = (name: string) => context.req.query(`filter[${name}]`) || undefined;
		const direction = filter('direction');
		const since = Date.parse(context.req.query('filter[created_at][gte]') ?? '');
		const query = searched(context);
		const { origin } = new URL(context.req.url);
		const rows = messagesOf(store)
			.filter(
				(one) =>
					(direction === undefined || one.direction === direction) &&
					(Number.isNaN(since) || Date.parse(one.at) >= since),
			)
			.map((message) => row(store, message, origin))
			.filter(
				(one) =>
					one.message.toLowerCase().includes(query) &&
					(['type', 'status', 'interaction_id'] as const).every((field) => {
						const wanted = filter(field);
						return wanted === undefined || wanted === String(one[field]);
					}),
			);
		// Of one moment, the later one counts as the newer.
		const dated = rows.toReversed().map((one) => ({
			row: one,
			created_at: one.sent_at,
			updated_at: one.sent_at,
		}));
		const ordered = sorted(context, dated, '-created_at');
		return paged(
			context,
			ordered.map((one) => one.row),
		);
	});

	routes.get('/messages/:id', (context) => {
		const wanted = context.req.param('id');
		const found = messagesOf(store).find((one) => String(numberOf(one.id)) === wanted);
		if (found === undefined) return refused(context, notFound('Message'));
		return ok(
			context,
			row(store, found, new URL(context.req.url).origin),
			'Message retrieved successfully',
		);
	});

	return routes;
}
