import type { Kind } from './message';
import type { Connection } from './request';

/** Whether people who follow the invite link are in the group at once, or have to be let in. */
export type JoinApprovalMode = 'auto_approve' | 'approval_required';

/** What a new group is. */
export interface NewGroup {
	/** 1 to 128 characters. */
	readonly subject: string;
	/** Up to 2048 characters; left out for none. */
	readonly description?: string;
	readonly joinApprovalMode: JoinApprovalMode;
}

/** What is changed of a group; what is left out stays. */
export interface GroupSettings {
	readonly subject?: string;
	readonly description?: string;
	/** A square JPEG. */
	readonly picture?: { readonly data: Buffer; readonly name: string };
}

/** What the gateway will do: what became of it comes by webhook. */
export interface GroupRequest {
	/** By which the webhook names the request; `null` if the answer has none. */
	readonly requestId: string | null;
	/** The gateway's own answers, unchanged: one, or a list of several. */
	readonly raw: unknown;
}

/** A group in a list. */
export interface GroupSummary {
	readonly id: string;
	readonly subject: string | null;
	/** ISO 8601, UTC. */
	readonly createdAt: string | null;
	readonly raw: unknown;
}

/** A person in a group, or who asks to join it. */
export interface GroupPerson {
	/** E.164; `null` where WhatsApp hides the number. */
	readonly phone: string | null;
	readonly userId: string | null;
	readonly username: string | null;
}

/** A group with its people. */
export interface Group extends GroupSummary {
	readonly description: string | null;
	readonly joinApprovalMode: string | null;
	/** Whether WhatsApp has suspended it; `null` if the gateway does not say. */
	readonly suspended: boolean | null;
	/** Without the business itself. */
	readonly participantCount: number | null;
	readonly participants: readonly GroupPerson[];
}

/** The wish of a person to join a group. */
export interface JoinRequest extends GroupPerson {
	readonly id: string;
	/** ISO 8601, UTC. */
	readonly createdAt: string | null;
	readonly raw: unknown;
}

/** What became of join requests. */
export interface JoinDecision {
	/** Those that were approved, or rejected. */
	readonly joinRequestIds: readonly string[];
	readonly failed: ReadonlyArray<{
		readonly joinRequestId: string | null;
		readonly reason: string | null;
		readonly metaCode: number | null;
	}>;
	readonly raw: unknown;
}

/** One page of the groups of a number. */
export interface GroupPage {
	readonly groups: readonly GroupSummary[];
	/** What the next page is asked for by; `null` after the last one. */
	readonly next: string | null;
}

/** What a gateway can do with groups. A group is named by its id. */
export interface Groups {
	/** The kinds of message that a group takes. */
	readonly sends: readonly Kind[];
	create(group: NewGroup, connection: Connection): Promise<GroupRequest>;
	get(id: string, connection: Connection): Promise<Group>;
	/** @param cursor the `next` of the page before; `null` for the first one */
	page(cursor: string | null, connection: Connection): Promise<GroupPage>;
	update(id: string, settings: GroupSettings, connection: Connection): Promise<GroupRequest>;
	remove(id: string, connection: Connection): Promise<GroupRequest>;
	readonly inviteLink: {
		get(id: string, connection: Connection): Promise<InviteLink>;
		/** Makes a new link; those before it are invalid from then on. */
		reset(id: string, connection: Connection): Promise<InviteLink>;
	};
	/** @param people E.164 or user ids, at most 8 and each once */
	removeParticipants(
		id: string,
		people: readonly string[],
		connection: Connection,
	): Promise<GroupRequest>;
	readonly joinRequests: {
		list(id: string, connection: Connection): AsyncIterable<JoinRequest>;
		approve(id: string, requests: readonly string[], connection: Connection): Promise<JoinDecision>;
		reject(id: string, requests: readonly string[], connection: Connection): Promise<JoinDecision>;
	};
}

/** The link by which people join a group. */
export interface InviteLink {
	readonly inviteLink: string;
	readonly raw: unknown;
}
