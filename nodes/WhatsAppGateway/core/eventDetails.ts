// What an event of a person holds beside its envelope: an object for each kind. Every field is present,
// `null` where it does not apply. The sentences below are the documentation of the item: docs/events.md
// and the schema that the editor reads are written from them.

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
	/** How many. */
	readonly quantity: number | null;
	/** The price of one piece. */
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
	/** Whether it is valid until the person takes it back. */
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
	/** What the gateway calls the person: an id of its own, a number, or the user id. */
	readonly id: string | null;
	/** The name of the person’s profile. */
	readonly name: string | null;
	/** WhatsApp’s business-scoped user id: put it into To to write to a person who hides the number. */
	readonly userId: string | null;
	/** The username that a person shows instead of the number. */
	readonly username: string | null;
}
