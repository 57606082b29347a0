import { createHash } from 'node:crypto';

import { Hono, type Context } from 'hono';

import type { MessageParts, StoredMessage } from '../../state/message';
import { asRecord } from '../../state/record';
import { deliveryTimes } from '../../state/statuses';
import type { Store } from '../../state/store';
import { account, agentWithoutList } from './account';
import { invalid, isRefusal, refused } from './answers';
import { envelopeOf, type Envelope } from './envelope';
import { readTemplate } from './template';

const id = 'mojeeb';

const maxTextLength = 4096;

const windowClosed =
	'(#131047) Re-engagement message: more than 24 hours have passed since the recipient last replied to the sender number.';
const optedOut = '(#131050) User has stopped marketing messages from the business.';

/** Mojeeb's own id of a message: a UUID, the same for the same message. */
function uuidOf(message: StoredMessage): string {
	const hex = createHash('sha256').update(`${id}:${message.id}`).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

/** Takes a message into the queue; with a reason, WhatsApp refuses it afterwards. */
function queued(
	context: Context,
	store: Store,
	{ agentId, to }: Envelope,
	parts: MessageParts,
	reason: string | undefined,
): Response {
	store.contacts.findOrCreate(id, to);
	const message =
		reason === undefined
			? store.ledger.record(id, 'outbound', to, parts)
			: store.ledger.recordUndelivered(id, to, parts, reason);
	return context.json(
		{
			id: uuidOf(message),
			status: 'queued',
			agent_id: agentId,
			to,
			type: parts.kind,
			platform_message_id: null,
			created_at: message.at,
			sent_at: null,
			failed_at: null,
		},
		202,
	);
}

/** A message as its lookup shows it: the recipient is empty, and there is no reason for a failed one. */
function shown(store: Store, message: StoredMessage) {
	const { status } = store.statuses.of(message);
	const left = new Date(Date.parse(message.at) + deliveryTimes.sent).toISOString();
	const hasLeft = status !== 'queued' && status !== 'failed';
	return {
		id: uuidOf(message),
		status,
		agent_id: account.agentId,
		to: '',
		type: message.kind,
		platform_message_id: hasLeft ? message.whatsappMessageId : null,
		created_at: message.at,
		sent_at: hasLeft ? left : null,
		failed_at: status === 'failed' ? left : null,
	};
}

/**
 * Sending and looking up. Sources: https://docs.mojeeb.app/docs/developers/whatsapp/send-message,
 * …/send-template, …/message-status
 */
export function messageRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/whatsapp/messages', async (context) => {
		const envelope = await envelopeOf(context);
		if (isRefusal(envelope)) return refused(context, envelope);
		const text = asRecord(envelope.body['text'])?.['body'];
		if (typeof text !== 'string' || text.trim() === '') {
			return refused(context, invalid('text.body', 'text.body is required.'));
		}
		if ([...text].length > maxTextLength) {
			const message = `text.body must not be longer than ${maxTextLength} characters.`;
			return refused(context, invalid('text.body', message));
		}
		// The queue takes a text whatever the window; that it was closed shows on the lookup.
		const isOpen = store.windows.openUntil(id, envelope.to) !== undefined;
		const parts = { kind: 'text', body: text };
		return queued(context, store, envelope, parts, isOpen ? undefined : windowClosed);
	});

	routes.post('/whatsapp/templates', async (context) => {
		const envelope = await envelopeOf(context);
		if (isRefusal(envelope)) return refused(context, envelope);
		const isChecked = envelope.agentId !== agentWithoutList;
		const read = readTemplate(asRecord(envelope.body['template']) ?? {}, isChecked);
		if (isRefusal(read)) return refused(context, read);
		const isStopped = read.isMarketing && store.contacts.findOrCreate(id, envelope.to).optedOut;
		const reason = isStopped ? optedOut : read.reason;
		return queued(context, store, envelope, read.parts, reason);
	});

	routes.get('/whatsapp/messages/:id', (context) => {
		const wanted = context.req.param('id').toLowerCase();
		const message = store.ledger.findOutbound(
			(one) => one.gateway === id && uuidOf(one) === wanted,
		);
		return message === undefined
			? refused(context, {
					status: 404,
					code: 'message_not_found',
					message: 'Message not found.',
				})
			: context.json(shown(store, message));
	});

	return routes;
}
