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

/** How the picture of a QR code is made. */
export type QrFormat = 'PNG' | 'SVG';

/** A link, and a QR code, that opens a chat with the number and a text to send. */
export interface MessageLink {
	/** Names it. */
	readonly code: string;
	/** What the person finds written, up to 140 characters. */
	readonly message: string | null;
	/** `https://wa.me/message/…`. */
	readonly url: string | null;
	/** The address of the QR code's picture, where it was asked for. */
	readonly qrImageUrl: string | null;
	readonly raw: unknown;
}

/** Which figures of the account, and of which time. */
export interface UsageQuery {
	/** How many messages there were, or what they cost. */
	readonly of: 'messages' | 'costs';
	readonly per: 'day' | 'month';
	readonly from: Date;
	readonly to: Date;
	/** What costs are split by, in Meta's words: COUNTRY, PHONE, PRICING_CATEGORY, PRICING_TYPE. */
	readonly splitBy: readonly string[];
}

/** The figures of one day or month; `null` where they were not asked for or are not known. */
export interface Usage {
	/** ISO 8601, UTC. */
	readonly from: string;
	readonly to: string;
	readonly sent: number | null;
	readonly delivered: number | null;
	/** Of messages that are billed: how many, and what they cost in the currency of the account. */
	readonly volume: number | null;
	readonly cost: number | null;
	/** Meta's name: MARKETING, UTILITY, SERVICE … */
	readonly category: string | null;
	/** Meta's name: REGULAR, FREE_CUSTOMER_SERVICE … */
	readonly pricingType: string | null;
	readonly country: string | null;
	readonly phoneNumber: string | null;
	readonly raw: unknown;
}

/** Whether a person may be called. */
export interface CallPermission {
	/** E.164. */
	readonly phone: string;
	/** Meta's name: no_permission, temporary or permanent. */
	readonly permission: string | null;
	/** ISO 8601, UTC; `null` where it does not end. */
	readonly expiresAt: string | null;
	/** Whether one may call now, and ask for the permission now; `null` where Meta does not say. */
	readonly canCall: boolean | null;
	readonly canAsk: boolean | null;
	readonly raw: unknown;
}

/** What a gateway can do with the account's own numbers. */
export interface BusinessNumbers {
	/** Every number of the account. */
	list(connection: Connection): AsyncIterable<BusinessPhoneNumber>;
	/** The number that sends. */
	get(connection: Connection): Promise<BusinessPhoneNumber>;
	/** The figures of the account, period by period. */
	usage(query: UsageQuery, connection: Connection): Promise<readonly Usage[]>;
	/** @param phone in E.164 */
	callPermission(phone: string, connection: Connection): Promise<CallPermission>;
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
	readonly links: {
		create(message: string, format: QrFormat, connection: Connection): Promise<MessageLink>;
		/** @param format `null` for no picture */
		list(format: QrFormat | null, connection: Connection): AsyncIterable<MessageLink>;
		/** Gives the link another text; its address stays. */
		update(code: string, message: string, connection: Connection): Promise<MessageLink>;
		/** Gives the gateway's answer. */
		remove(code: string, connection: Connection): Promise<unknown>;
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
