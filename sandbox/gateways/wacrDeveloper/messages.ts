import { Hono } from 'hono';

import { storageUrl } from '../../gatewayKit/storage';
import type { StoredMessage } from '../../state/message';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { channels, uuidOf } from './account';
import {
	id,
	invalidBody,
	isRefusal,
	limitOf,
	notFound,
	ok,
	refused,
	type Refusal,
} from './answers';
import { applyDetails, contactById } from './contacts';
import { readMessage } from './messageObject';

const windowClosed =
	'(#131047) Re-engagement message: more than 24 hours have passed since the recipient last replied to the sender number.';

const maxListed = 200;

type Fields = Readonly<Record<string, unknown>>;

/** Channels that the endpoint takes and does not send through. */
const otherChannels = ['email', 'instagram', 'messenger', 'sms', 'rcs', 'telegram'];

/** Who gets a message: a number with or without +, or a contact's UUID. */
function recipientOf(store: Store, { to }: Fields): string | Refusal {
	const text = typeof to === 'string' ? to : '';
	if (text === '') return invalidBody('to is required');
	return toE164(text) ?? contactById(store, text)?.phone ?? invalidBody('to names no recipient');
}

/** Why a request is refused before its content is read; `undefined` where it is not. */
function envelopeRefusal({ channel, from }: Fields): Refusal | undefined {
	if (channel !== 'whatsapp') {
		const name = String(channel);
		return otherChannels.includes(name)
			? {
					status: 422,
					code: 'channel_not_implemented',
					message: `The channel ${name} is not implemented yet.`,
				}
			: invalidBody('channel is required');
	}
	const isKnown = channels.some(
		(one) => one.status === 'connected' && (one.id === from || one.wabaId === from),
	);
	return from === undefined || isKnown
		? undefined
		: { status: 422, code: 'unknown_sender', message: 'No connected sender has this id.' };
}

/** WhatsApp's types; what is none of them is interactive. */
const ownTypes: readonly string[] = [
	...['text', 'template', 'image', 'video', 'audio', 'document', 'sticker'],
	...['location', 'contacts', 'reaction'],
];

/**
 * A message as its conversation shows it. The names of its fields are an assumption: the vendor's plugin
 * reads each under several.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/Jobs/Stages/Poll.php)
 */
function row(store: Store, message: StoredMessage, origin: string): object {
	const { direction, kind, body, reply, location, at, about, whatsappMessageId } = message;
	const isOutbound = direction === 'outbound';
	const { status, reason } = isOutbound
		? store.statuses.of(message)
		: { status: 'received', reason: null };
	const mediaUrl = storageUrl(message, origin) ?? message.mediaUrl;
	const type = reply === null && ownTypes.includes(kind) ? kind : 'interactive';
	return {
		id: uuidOf(message.id),
		providerMessageId: whatsappMessageId,
		direction,
		type,
		text: body === '' ? null : body,
		status: status === 'queued' ? 'accepted' : status,
		...(message.template !== null && { templateName: message.template.name }),
		...(reply !== null && {
			interactive: {
				type: kind === 'list_reply' ? kind : 'button_reply',
				[kind === 'list_reply' ? kind : 'button_reply']: reply,
			},
		}),
		...(location !== null && { location }),
		...(mediaUrl !== null && { mediaUrl }),
		...(message.media !== null && {
			mimeType: message.media.mimeType,
			fileName: message.media.fileName,
		}),
		...(about !== null && { contextMessageId: about }),
		...(reason !== null && { errorMessage: reason }),
		createdAt: at,
	};
}

function messagesWith(store: Store, phone: string): StoredMessage[] {
	return [...store.ledger.messages, ...store.ledger.undelivered]
		.filter((one) => one.gateway === id && one.phone === phone)
		.sort((a, b) => a.at.localeCompare(b.at));
}

/** Sending, and the conversation with one person. Source: https://github.com/kdctek/n8n-nodes-wacr */
export function messageRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/messages', async (context) => {
		const body = asRecord(await context.req.json().catch(() => undefined));
		if (body === undefined) return refused(context, invalidBody('the body must be an object'));
		const phone = recipientOf(store, body);
		if (typeof phone !== 'string') return refused(context, phone);
		const refusal = envelopeRefusal(body);
		if (refusal !== undefined) return refused(context, refusal);
		const parts = readMessage(body, new Date(store.clock.now()));
		if (isRefusal(parts)) return refused(context, parts);
		applyDetails(store.contacts.findOrCreate(id, phone), body);
		const about = body['contextMessageId'];
		const whole = { ...(typeof about === 'string' && { about }), ...parts };
		// WA.CR takes the message whatever the window; that it was closed shows in the conversation.
		const isOpen = parts.kind === 'template' || store.windows.openUntil(id, phone) !== undefined;
		const message = isOpen
			? store.ledger.record(id, 'outbound', phone, whole)
			: store.ledger.recordUndelivered(id, phone, whole, windowClosed);
		return ok(context, {
			messageId: uuidOf(message.id),
			providerMessageId: message.whatsappMessageId,
			acceptedAt: message.at,
		});
	});

	routes.get('/conversations/:contact/messages', (context) => {
		const named = context.req.param('contact');
		const phone = toE164(named) ?? contactById(store, named)?.phone ?? '';
		const messages = messagesWith(store, phone);
		if (messages.length === 0) return refused(context, notFound('Conversation'));
		const after = Date.parse(context.req.query('after') ?? '');
		const later = messages.filter(({ at }) => Number.isNaN(after) || Date.parse(at) > after);
		const limit = limitOf(context, maxListed);
		// Without a time, the newest ones; from a time on, in their order. That is an assumption.
		const listed = Number.isNaN(after) ? later.slice(-limit) : later.slice(0, limit);
		const { origin } = new URL(context.req.url);
		return ok(context, { messages: listed.map((message) => row(store, message, origin)) });
	});

	return routes;
}
