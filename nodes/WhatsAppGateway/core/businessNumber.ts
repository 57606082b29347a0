import type { Connection } from './request';

/** What people see of the business. */
export interface BusinessProfile {
	/** Below the name, up to 139 characters. */
	readonly about: string | null;
	readonly address: string | null;
	readonly description: string | null;
	readonly email: string | null;
	readonly websites: readonly string[];
	/** Meta's name of an industry: RETAIL, RESTAURANT … */
	readonly vertical: string | null;
	readonly pictureUrl: string | null;
	readonly raw: unknown;
}

/** What is changed of a profile; what is left out stays. */
export interface ProfileChange {
	readonly about?: string;
	readonly address?: string;
	readonly description?: string;
	readonly email?: string;
	readonly websites?: readonly string[];
	readonly vertical?: string;
	/** Names an uploaded picture. */
	readonly pictureHandle?: string;
}

/** One of the account's numbers. */
export interface BusinessPhoneNumber {
	/** Names it as a sender. */
	readonly id: string;
	/** As the gateway writes it. */
	readonly phoneNumber: string | null;
	readonly name: string | null;
	/** Meta's name: CONNECTED, PENDING, FLAGGED … */
	readonly status: string | null;
	/** How people like its messages: GREEN, YELLOW, RED or UNKNOWN. */
	readonly quality: string | null;
	/** Meta's name of its speed: STANDARD, HIGH or NOT_APPLICABLE. */
	readonly throughput: string | null;
	/** Messages per second by that; `null` where it is not known. */
	readonly messagesPerSecond: number | null;
	/** Whether its name was approved: APPROVED, PENDING_REVIEW, DECLINED … */
	readonly nameStatus: string | null;
	/** Whether the WhatsApp Business app uses it as well. */
	readonly isOnBusinessApp: boolean | null;
	readonly raw: unknown;
}

/** A command that people see when they type a slash. */
export interface ChatCommand {
	readonly name: string;
	readonly description: string;
}

/** What people can tap before they write. */
export interface ChatComponents {
	/** Questions that a new chat offers. */
	readonly iceBreakers: readonly string[];
	readonly commands: readonly ChatCommand[];
	/** Whether the webhook hears of a new chat before the person has written; `null` where Meta does not say. */
	readonly welcomeMessage: boolean | null;
	readonly raw: unknown;
}

/** What is changed of {@link ChatComponents}; what is left out stays. */
export interface ChatComponentsChange {
	readonly iceBreakers?: readonly string[];
	readonly commands?: readonly ChatCommand[];
	readonly welcomeMessage?: boolean;
}

/** A person who cannot write to the number, or can again. */
export interface BlockedPerson {
	/** E.164. */
	readonly phone: string | null;
	readonly raw: unknown;
}

/** What a gateway can do with the account's own numbers. */
export interface BusinessNumbers {
	/** Every number of the account. */
	list(connection: Connection): AsyncIterable<BusinessPhoneNumber>;
	readonly profile: {
		get(connection: Connection): Promise<BusinessProfile>;
		/** Throws `invalidRequest` for what WhatsApp does not take. Gives the gateway's answer. */
		update(change: ProfileChange, connection: Connection): Promise<unknown>;
	};
	readonly chatComponents: {
		get(connection: Connection): Promise<ChatComponents>;
		/** Throws `invalidRequest` for what WhatsApp does not take. Gives the gateway's answer. */
		set(change: ChatComponentsChange, connection: Connection): Promise<unknown>;
	};
	readonly blocklist: {
		/**
		 * Blocks a person for the number, by the phone number in E.164.
		 *
		 * @throws GatewayError `recipientInvalid` for a person who has not written within 24 hours
		 */
		block(phone: string, connection: Connection): Promise<BlockedPerson>;
		unblock(phone: string, connection: Connection): Promise<BlockedPerson>;
		list(connection: Connection): AsyncIterable<BlockedPerson>;
	};
}
