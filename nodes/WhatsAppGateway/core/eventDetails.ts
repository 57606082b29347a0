import type { DeliveryStatus } from './message';

// What an event holds beside its envelope: an object for each kind. Every field is present, `null` where
// it does not apply. The sentences below are the documentation of the item: docs/events.md and the
// schema that the editor reads are written from them.

/** A file that a person sent. */
export interface ReceivedMedia {
	/** Identifies the file at the gateway; `null` if the event has its address instead. */
	readonly id: string | null;
	/** The address of the file, where the gateway gives one. */
	readonly url: string | null;
	/** The type of the file, such as `image/jpeg`. */
	readonly mimeType: string | null;
	/** The name of a document. */
	readonly fileName: string | null;
	/** The text below the file. */
	readonly caption: string | null;
}

/** A place that a person sent. */
export interface ReceivedLocation {
	/** Degrees, north positive. */
	readonly latitude: number;
	/** Degrees, east positive. */
	readonly longitude: number;
	/** The name of the place. */
	readonly name: string | null;
	/** The address of the place. */
	readonly address: string | null;
}

/** A contact card that a person sent. */
export interface ReceivedContactCard {
	/** The name on the card. */
	readonly name: string | null;
	/** The phone numbers on the card, as they are written there. */
	readonly phones: readonly string[];
	/** The email addresses on the card. */
	readonly emails: readonly string[];
}

/** The content that a person sent: a message, a reply, a reaction, an order, a form’s answer, an edit. */
export interface ReceivedMessage {
	/** WhatsApp’s own id, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** The gateway’s own id. */
	readonly messageId: string | null;
	/** WhatsApp’s own type: text, image, location, contacts, interactive … */
	readonly type: string;
	/** The file that was sent. */
	readonly media: ReceivedMedia | null;
	/** The place that was sent. */
	readonly location: ReceivedLocation | null;
	/** The contact cards that were sent. */
	readonly contacts: readonly ReceivedContactCard[] | null;
	/** The wamid of the message that was quoted, or whose button was tapped. */
	readonly quotedMessageId: string | null;
}

/** The button or row that a person tapped. */
export interface Reply {
	/** The id from the message that was sent; `null` if the gateway gives only the title. */
	readonly id: string | null;
	/** The words on the button or row. */
	readonly title: string | null;
	/** The words below the title of a row. */
	readonly description: string | null;
}

/** The emoji that a person put on a message. */
export interface Reaction {
	/** The emoji; `null` if the person took it away again. */
	readonly emoji: string | null;
	/** The wamid of the message that it is on. */
	readonly whatsappMessageId: string | null;
}

/** The message that a person changed or deleted; the new words of a changed one are in `text`. */
export interface ChangedMessage {
	/** The wamid of the message as it came first. */
	readonly whatsappMessageId: string | null;
}

/** A product in an order. */
export interface OrderItem {
	/** The id of the product in the catalog. */
	readonly productId: string | null;
	/** How many of it. */
	readonly quantity: number | null;
	/** The price of one. */
	readonly price: number | null;
	/** The currency, such as `EUR`. */
	readonly currency: string | null;
}

/** What a person ordered from a catalog. */
export interface Order {
	/** The id of the catalog. */
	readonly catalogId: string | null;
	/** What the person wrote with the order. */
	readonly note: string | null;
	/** The products. */
	readonly items: readonly OrderItem[];
}

/** What a person entered into a form: a Flow, or an address. */
export interface FormAnswer {
	/** WhatsApp’s name of the form: `flow` or `address_message`. */
	readonly name: string | null;
	/** What the form’s message says, mostly `Sent`. */
	readonly body: string | null;
	/** The token that the message with the Flow had. */
	readonly flowToken: string | null;
	/** The values of the form by their names; `null` if they cannot be read. */
	readonly answers: Readonly<Record<string, unknown>> | null;
}

/** A person whose number or id at WhatsApp changed. */
export interface SystemChange {
	/** WhatsApp’s word for it: `user_changed_number`, `user_changed_user_id` … */
	readonly type: string | null;
	/** The number until now, E.164. */
	readonly oldNumber: string | null;
	/** The number from now on, E.164. */
	readonly newNumber: string | null;
	/** The business-scoped user id until now. */
	readonly oldUserId: string | null;
	/** The business-scoped user id from now on. */
	readonly newUserId: string | null;
}

/** What a person answered when asked whether you may call. */
export interface CallPermission {
	/** Whether you may. */
	readonly isGranted: boolean;
	/** Whether it holds until the person takes it back. */
	readonly isPermanent: boolean;
	/** Until when, ISO 8601. */
	readonly expiresAt: string | null;
}

/** A call, or the permission for calls. */
export interface Call {
	/** The id of the call. */
	readonly callId: string | null;
	/** What happened: `connect`, `terminate`, `ringing`, `accepted`, `rejected`, `permission`. */
	readonly event: string;
	/** `inbound` from the person, `outbound` to the person. */
	readonly direction: 'inbound' | 'outbound' | null;
	/** How the call ended: `completed`, `failed` … */
	readonly status: string | null;
	/** When it began, ISO 8601. */
	readonly startedAt: string | null;
	/** When it ended, ISO 8601. */
	readonly endedAt: string | null;
	/** How long it was. */
	readonly durationSeconds: number | null;
	/** The answer about permission. */
	readonly permission: CallPermission | null;
}

/** A payment for an order that you sent. */
export interface Payment {
	/** Your reference of the order. */
	readonly referenceId: string | null;
	/** How far it is: `pending`, `captured`, `failed` … */
	readonly status: string | null;
	/** The amount in whole currency, such as `12.5`. */
	readonly amount: number | null;
	/** The currency, such as `INR`. */
	readonly currency: string | null;
	/** The id of the transaction. */
	readonly transactionId: string | null;
	/** The wamid of the message with the order. */
	readonly whatsappMessageId: string | null;
}

/** A template of yours that changed. */
export interface TemplateChange {
	/** What changed: `status`, `quality`, `category`, `components`. */
	readonly change: string;
	/** The template’s id at WhatsApp. */
	readonly templateId: string | null;
	/** The template’s name. */
	readonly name: string | null;
	/** The template’s language, such as `en_US`. */
	readonly language: string | null;
	/** The new status as WhatsApp writes it: `APPROVED`, `REJECTED`, `PAUSED` … */
	readonly status: string | null;
	/** Why, where WhatsApp says it. */
	readonly reason: string | null;
	/** The new quality: `GREEN`, `YELLOW`, `RED`, `UNKNOWN`. */
	readonly quality: string | null;
	/** The quality before. */
	readonly previousQuality: string | null;
	/** The new category, or the one that WhatsApp will give it. */
	readonly category: string | null;
	/** The category before. */
	readonly previousCategory: string | null;
}

/** News of your account or your number at WhatsApp. */
export interface AccountChange {
	/** The field of Meta’s webhook: `account_update`, `phone_number_quality_update` … */
	readonly change: string;
	/** What happened, as WhatsApp writes it: `ACCOUNT_RESTRICTION`, `DOWNGRADE` … */
	readonly event: string | null;
	/** How serious it is, where WhatsApp says it: `CRITICAL`, `WARNING`, `INFORMATIONAL`. */
	readonly severity: string | null;
	/** The new state or decision, where there is one: `ACTIVE`, `APPROVED`, `TIER_1K` … */
	readonly status: string | null;
	/** Why, or in more words. */
	readonly description: string | null;
}

/** A message of the WhatsApp Business app on your own number. */
export interface Echo {
	/** `sent`, `edited` or `deleted`. */
	readonly action: 'sent' | 'edited' | 'deleted';
	/** `outbound` if you wrote it; `inbound` only in a history. */
	readonly direction: 'inbound' | 'outbound';
	/** Whether it is an old message, which WhatsApp hands over when a number is connected. */
	readonly isHistory: boolean;
	/** The wamid of the message that was edited or deleted. */
	readonly changedMessageId: string | null;
	/** The content. */
	readonly message: ReceivedMessage | null;
}

/** Whether and as what WhatsApp bills a message. */
export interface Pricing {
	/** Whether it is billed. */
	readonly billable: boolean | null;
	/** `service`, `utility`, `marketing`, `authentication` … */
	readonly category: string | null;
	/** `regular`, `free_customer_service`, `free_entry_point`. */
	readonly type: string | null;
	/** `PMP`: per message; `CBP`: per conversation, the former way. */
	readonly model: string | null;
}

/** WhatsApp’s conversation that a message belongs to. */
export interface Conversation {
	/** WhatsApp’s id of it. */
	readonly id: string | null;
	/** What opened it: `service`, `marketing`, `referral_conversion` … */
	readonly origin: string | null;
	/** When it ends, ISO 8601. */
	readonly expiresAt: string | null;
}

/** A new status of a message that was sent. */
export interface StatusChange {
	/** How far the message is. */
	readonly status: DeliveryStatus;
	/** The gateway’s own id of the message. */
	readonly messageId: string | null;
	/** WhatsApp’s id of the message, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** Why it was not delivered. */
	readonly reason: string | null;
	/** Meta’s code for that. */
	readonly metaCode: number | null;
	/** Whether a voice message was listened to; its status is `read`. */
	readonly played: boolean;
	/** The key of the message, by which the item that sent it is found. */
	readonly messageKey: string | null;
	/** What it costs. */
	readonly pricing: Pricing | null;
	/** The conversation it belongs to. */
	readonly conversation: Conversation | null;
}

/** The ad, post or link by which a person came to the chat. */
export interface Referral {
	/** The click id, which Meta’s Conversions API takes. */
	readonly ctwaClid: string | null;
	/** The id of the ad or post. */
	readonly sourceId: string | null;
	/** `ad` or `post`. */
	readonly sourceType: string | null;
	/** The address of the ad or post. */
	readonly sourceUrl: string | null;
	/** The headline of the ad. */
	readonly headline: string | null;
	/** The text of the ad. */
	readonly body: string | null;
	/** `image` or `video`. */
	readonly mediaType: string | null;
	/** The address of the picture or video. */
	readonly mediaUrl: string | null;
	/** The address of the video’s preview. */
	readonly thumbnailUrl: string | null;
	/** The greeting that the ad shows. */
	readonly welcomeText: string | null;
}

/** The product that a person asks about. */
export interface ReferredProduct {
	/** The id of the catalog. */
	readonly catalogId: string | null;
	/** The id of the product in the catalog. */
	readonly productId: string | null;
}

/** The person of an event. */
export interface EventContact {
	/** What the gateway calls the person: an id of its own, or a number. */
	readonly id: string | null;
	/** The name of the person’s profile. */
	readonly name: string | null;
	/** WhatsApp’s business-scoped user id, by which a person without a number is written to. */
	readonly userId: string | null;
	/** The name that a person shows instead of a number. */
	readonly username: string | null;
}
