import type { Template, TemplateValues } from './template';

/** Free-form words, deliverable inside the customer service window only. */
export interface TextContent {
	/** 1 to 4096 characters; WhatsApp markup (`*bold*`, `_italic_`) is allowed. */
	readonly body: string;
}

/** An approved template and the words for its placeholders. */
export interface TemplateContent {
	readonly template: Template;
	/** As Meta spells it (`en`, `en_US`); `null` leaves the choice to the gateway. */
	readonly language: string | null;
	/** One non-empty string for each of the template's placeholders, by `Placeholder.key`. */
	readonly values: TemplateValues;
}

/** One answer that a person can tap. */
export interface ReplyButton {
	/** Comes back with the tap; 1 to 256 characters, unique in its message. */
	readonly id: string;
	/** 1 to 20 characters, unique in its message. */
	readonly title: string;
}

/** The words around what can be tapped. */
export interface InteractiveText {
	/** At most 60 characters. */
	readonly header: string | null;
	/** 1 to 1024 characters. */
	readonly body: string;
	/** At most 60 characters. */
	readonly footer: string | null;
}

/** Up to three answers to tap. */
export interface ButtonsContent extends InteractiveText {
	readonly buttons: readonly ReplyButton[];
}

export interface ListRow {
	/** Comes back with the choice; 1 to 200 characters, unique in its message. */
	readonly id: string;
	/** 1 to 24 characters, unique in its message. */
	readonly title: string;
	/** At most 72 characters. */
	readonly description: string | null;
}

export interface ListSection {
	/** At most 24 characters; `null` only where the list has one section. */
	readonly title: string | null;
	readonly rows: readonly ListRow[];
}

/** A button that opens a list of up to ten rows. */
export interface ListContent extends InteractiveText {
	/** The words on the button that opens the list, 1 to 20 characters. */
	readonly button: string;
	readonly sections: readonly ListSection[];
}

/** One button that opens a web page. */
export interface CtaUrlContent extends InteractiveText {
	/** 1 to 20 characters. */
	readonly button: string;
	/** `http:` or `https:`. */
	readonly url: string;
}

/** Where a file comes from: an address that WhatsApp fetches, an upload of before, or its bytes. */
export type MediaSource =
	| { readonly url: string }
	| { readonly id: string }
	| { readonly data: Buffer; readonly mimeType: string; readonly name: string };

export interface MediaContent {
	readonly file: MediaSource;
	/** At most 1024 characters; `null` for none. */
	readonly caption: string | null;
	/** What the person sees as the document's name; `null` leaves it to WhatsApp. */
	readonly fileName: string | null;
}

export interface LocationContent {
	/** Degrees, -90 to 90. */
	readonly latitude: number;
	/** Degrees, -180 to 180. */
	readonly longitude: number;
	readonly name: string | null;
	readonly address: string | null;
}

/** One person or business whose details are sent. */
export interface ContactCard {
	/** The name as it is shown. */
	readonly name: string;
	readonly firstName: string | null;
	readonly lastName: string | null;
	/** E.164. */
	readonly phone: string | null;
	readonly email: string | null;
	readonly organization: string | null;
}

export interface ContactsContent {
	readonly contacts: readonly ContactCard[];
}

export interface ReactionContent {
	/** The wamid of the message that is reacted to. */
	readonly messageId: string;
	/** One emoji; empty takes the reaction back. */
	readonly emoji: string;
}

/** What each kind of message carries beside its recipient. */
export interface Contents {
	readonly text: TextContent;
	readonly template: TemplateContent;
	readonly buttons: ButtonsContent;
	readonly list: ListContent;
	readonly ctaUrl: CtaUrlContent;
	readonly image: MediaContent;
	readonly video: MediaContent;
	readonly audio: MediaContent;
	readonly document: MediaContent;
	readonly sticker: MediaContent;
	readonly location: LocationContent;
	readonly contacts: ContactsContent;
	readonly reaction: ReactionContent;
}

export type Kind = keyof Contents;

/** The kinds that are files. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** The kinds in the order in which tables show them, with the words a user reads. */
export const kindNames = {
	text: 'Text',
	template: 'Template',
	buttons: 'Reply Buttons',
	list: 'List',
	ctaUrl: 'Link Button',
	image: 'Image',
	video: 'Video',
	audio: 'Audio',
	document: 'Document',
	sticker: 'Sticker',
	location: 'Location',
	contacts: 'Contact Card',
	reaction: 'Reaction',
} as const satisfies Record<Kind, string>;

/** What every message has, whatever it carries. */
export interface Envelope {
	/** E.164 with the leading `+`. */
	readonly to: string;
	/** The wamid of the message that this one quotes; `null` for none. */
	readonly replyTo: string | null;
	/** The same for every try to send this message, and for no other message: at most 255 characters. */
	readonly key: string;
}

/** One outgoing message, ready to be sent: checked, complete, gateway-neutral. */
export type Message<K extends Kind = Kind> = {
	readonly [P in K]: { readonly kind: P } & Envelope & Contents[P];
}[K];

/** How far a message is known to have come; see {@link statusRank}. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** A status never moves to a lower rank; `failed` stands apart and ends the row. */
export const statusRank = {
	queued: 0,
	sent: 1,
	delivered: 2,
	read: 3,
	failed: 4,
} as const satisfies Record<DeliveryStatus, number>;

/** What a gateway says about a message that it took: the part of the receipt that only it knows. */
export interface Acceptance {
	/** What the gateway's own status lookup takes. */
	readonly messageId: string | null;
	/** Meta's id of the message, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	readonly status: DeliveryStatus;
	/** The number as WhatsApp knows it, E.164, where the gateway names it; it wins over what was typed. */
	readonly to?: string;
}

/** How a message fares, as a gateway's status lookup tells it. */
export interface Delivery {
	readonly status: DeliveryStatus;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	/** Why it failed, in the gateway's words; `null` where it did not or nobody says. */
	readonly reason: string | null;
	/** Meta's numeric code of the failure, where the gateway lets it through. */
	readonly metaCode: number | null;
	/** The gateway's own answer, untouched. */
	readonly raw: unknown;
}

/** The one answer to every send, whoever carried it. Every field is present, `null` where unknown. */
export interface Receipt {
	readonly gateway: string;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	/** E.164 with the leading `+`. */
	readonly to: string;
	/** What the workflow asked for. */
	readonly kind: Kind;
	/** What was put on the wire; differs from `kind` where a template stood in for a text. */
	readonly sentAs: Kind;
	readonly status: DeliveryStatus;
	/** How many requests it took; 1 where the first one went through. */
	readonly attempts: number;
	readonly idempotencyKey: string | null;
	/** Whether this is the answer to an earlier request with the same key, and nothing was sent anew. */
	readonly replayed: boolean;
	readonly correlationId: string | null;
	/** ISO 8601, UTC: when the gateway's answer arrived. */
	readonly sentAt: string;
	/** The gateway's own answer, untouched. */
	readonly raw: unknown;
}
