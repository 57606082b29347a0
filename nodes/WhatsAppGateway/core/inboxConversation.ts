import type { Connection } from './request';

/** A conversation in a gateway's shared inbox: who answers it, and what is to be done. `null` is unknown. */
export interface InboxConversation {
	/** The gateway's own id. */
	readonly id: string | null;
	readonly contactId: string | null;
	/** Of the person, E.164. */
	readonly phone: string | null;
	readonly name: string | null;
	/** Where it is held, in the gateway's words. */
	readonly channel: string | null;
	/** In the gateway's words. */
	readonly status: string | null;
	/** By the team; the person does not see it. */
	readonly isRead: boolean | null;
	readonly urgent: boolean | null;
	/** Whether the gateway's own AI asks for a person. */
	readonly needsAttention: boolean | null;
	/** Whether the gateway's own AI may answer. */
	readonly aiEnabled: boolean | null;
	/** ISO 8601. */
	readonly aiPausedUntil: string | null;
	/** The gateway's id of the colleague; `null` also for nobody. */
	readonly assignedTo: string | null;
	/** The words of the last message. */
	readonly lastMessage: string | null;
	/** ISO 8601. */
	readonly lastMessageAt: string | null;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** Identifies a conversation by the gateway's id, or by the person's number in E.164: the latest with them. */
export type ConversationReference = { readonly id: string } | { readonly phone: string };

/** What to change; what is left out stays. */
export interface ConversationChanges {
	readonly aiEnabled?: boolean;
	readonly isRead?: boolean;
	readonly status?: string;
	readonly urgent?: boolean;
}

/** Who is to answer a conversation. */
export interface Assignment {
	/** The gateway's id of the colleague; `null` for nobody. */
	readonly userId: string | null;
	readonly reason: string | null;
}

/** Which conversations to list; what is left out matches any. */
export interface ConversationQuery {
	readonly activeSince?: Date;
	readonly assignedTo?: string;
	readonly isRead?: boolean;
	/** In the name of the person, and in the last message. */
	readonly search?: string;
	readonly status?: string;
	readonly urgent?: boolean;
}

/** What a gateway with a shared inbox can do with its conversations. Each throws `notFound` for none. */
export interface InboxConversations {
	/** The most recently active first; the next page is fetched when it is read. */
	search(query: ConversationQuery, connection: Connection): AsyncIterable<InboxConversation>;
	update(
		reference: ConversationReference,
		changes: ConversationChanges,
		connection: Connection,
	): Promise<InboxConversation>;
	/** Ends the pause of the gateway's own AI that a colleague's answer began. */
	resumeAi(reference: ConversationReference, connection: Connection): Promise<InboxConversation>;
	assign(
		reference: ConversationReference,
		assignment: Assignment,
		connection: Connection,
	): Promise<InboxConversation>;
}
