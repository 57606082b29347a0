import type { EventKind } from '../core/event';

/** What each of WhatsApp's types of message is. A type that is not here is no message of a person. */
const kindsByType = new Map<string, EventKind>([
	...['text', 'image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts'].map(
		(type) => [type, 'message'] as const,
	),
	['button', 'reply'],
	['reaction', 'reaction'],
	['edit', 'edited'],
	['revoke', 'deleted'],
	['order', 'order'],
	['system', 'system'],
]);

/** What each kind of interactive message is that a person sends. */
const kindsByInteractiveType = new Map<string, EventKind>([
	['button_reply', 'reply'],
	['list_reply', 'reply'],
	['nfm_reply', 'formAnswer'],
	['call_permission_reply', 'call'],
	// A product of the catalog that a person sends, documented since August 2026.
	['product', 'message'],
]);

/**
 * The kind of event that a message of this type is. `unsupported`, `request_welcome` and types that
 * WhatsApp has not had yet are `other`: no workflow answers them as if a person had written.
 *
 * @param interactiveType the type of an interactive message
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function kindOfType(type: string, interactiveType: string | null): EventKind {
	const kind =
		type === 'interactive'
			? kindsByInteractiveType.get(interactiveType ?? '')
			: kindsByType.get(type);
	return kind ?? 'other';
}

/** Types that gateways with names of their own also give to what is no message. */
const noMessages: readonly string[] = ['unsupported', 'unknown', 'request_welcome', 'ephemeral'];

/**
 * The same for a gateway whose names of types are not documented: what it calls by a name of its own is a
 * message if it holds something that a person sent.
 */
export function kindOfRow(
	type: string,
	{ isReply, hasContent }: { isReply: boolean; hasContent: boolean },
): EventKind {
	if (isReply) return 'reply';
	const kind = kindOfType(type, null);
	if (kind !== 'other' && kind !== 'reply') return kind;
	return hasContent && !noMessages.includes(type) ? 'message' : 'other';
}
