import type { ChatMessage } from '../core/conversation';
import type { GatewayEvent } from '../core/event';

/** What a message says, where it has no words: “[image]”, “[document: offer.pdf]”. */
function describe({ message, text }: GatewayEvent): string {
	if (text !== null && text.trim() !== '') return text;
	const name = message?.media?.fileName ?? '';
	return `[${message?.type ?? 'message'}${name === '' ? '' : `: ${name}`}]`;
}

/**
 * A row of a list of messages as one of a conversation, from the event that the same row gives.
 *
 * @param status of a message that the business sent; `null` for one of the person
 */
export function toChatMessage(
	event: GatewayEvent,
	{ role, status }: Pick<ChatMessage, 'role' | 'status'>,
): ChatMessage {
	const { message, at, raw } = event;
	return {
		role,
		text: describe(event),
		at,
		type: message?.type ?? 'unknown',
		mediaUrl: message?.media?.url ?? null,
		status,
		messageId: message?.messageId ?? null,
		whatsappMessageId: message?.whatsappMessageId ?? null,
		raw,
	};
}
