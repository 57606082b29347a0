import type { DeliveryStatus } from './message';
import type { Connection } from './request';

/** A message of a conversation, from either side. Every field is present, `null` where it is unknown. */
export interface ChatMessage {
	/** Who wrote it: the person, or the business. */
	readonly role: 'user' | 'assistant';
	/** What it says, in words: of a file without any, what it is. */
	readonly text: string;
	/** ISO 8601 in UTC. */
	readonly at: string;
	/** WhatsApp’s own type: text, image, interactive … */
	readonly type: string;
	/** The address of its file. */
	readonly mediaUrl: string | null;
	/** How far a message of the business has come; `null` for one of the person. */
	readonly status: DeliveryStatus | null;
	/** The gateway’s own id. */
	readonly messageId: string | null;
	/** WhatsApp’s own id, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** The gateway’s own row, unchanged. */
	readonly raw: unknown;
}

/** How a gateway lists the messages of one person. */
export interface Conversation {
	/** Which sides it lists. */
	readonly sides: 'both' | 'user';
	/** How far back it reaches, as a sentence for the user. */
	readonly reach: string;
	/**
	 * The messages with one person, newest first.
	 *
	 * @param person E.164
	 */
	list(person: string, connection: Connection): AsyncIterable<ChatMessage>;
}
