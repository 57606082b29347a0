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

/** A message of the account, with the person whom it came from or went to. */
export interface AccountMessage extends ChatMessage {
	/** E.164; `null` where the gateway does not name the person. */
	readonly phoneNumber: string | null;
}

/** What a gateway looks for in its messages; what is left out does not matter. */
export interface MessageFilters {
	/** A part of the text. */
	readonly text?: string;
	/** WhatsApp’s own type, as in {@link ChatMessage}. */
	readonly type?: string;
	/** Of messages of the business: those of people have none. */
	readonly status?: string;
	readonly direction?: 'inbound' | 'outbound';
}

/** How a gateway lists messages. */
export interface Conversation {
	/** Which sides it lists. */
	readonly sides: 'both' | 'user';
	/** How far back the messages with one person reach, as a sentence for the user. */
	readonly reach: string;
	/** What its lists can be asked for; left out for nothing. */
	readonly filters?: ReadonlyArray<keyof MessageFilters>;
	/**
	 * The messages with one person, newest first.
	 *
	 * @param person E.164
	 * @param filters only those that the gateway has
	 */
	list(
		person: string,
		connection: Connection,
		filters?: MessageFilters,
	): AsyncIterable<ChatMessage>;
	/** Those with everybody, newest first; left out where only those with one person are listed. */
	listAll?(filters: MessageFilters, connection: Connection): AsyncIterable<AccountMessage>;
}
