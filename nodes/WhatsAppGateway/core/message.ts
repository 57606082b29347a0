import type {
	AddressContent,
	ButtonsContent,
	CallPermissionContent,
	CarouselContent,
	CatalogContent,
	ContactInfoContent,
	CtaUrlContent,
	FlowContent,
	ListContent,
	LocationRequestContent,
	MediaSource,
	OrderDetailsContent,
	OrderStatusContent,
	ProductContent,
	ProductListContent,
	VoiceCallContent,
} from './interactive';
import type { OneTimePassword } from './oneTimePassword';
import type { RecipientFields } from './recipient';
import type { Template, TemplateValues } from './template';

/** A text, which can be delivered only within the customer service window. */
export interface TextContent {
	/** 1 to 4096 characters; WhatsApp markup (`*bold*`, `_italic_`) is allowed. */
	readonly body: string;
	/** Whether WhatsApp shows a picture of the first link; left out where that is WhatsApp's choice. */
	readonly linkPreview?: boolean;
}

/** An approved template and the values of its placeholders. */
export interface TemplateContent {
	readonly template: Template;
	/** Meta's code (`en`, `en_US`); `null` leaves the choice to the gateway. */
	readonly language: string | null;
	/** One non-empty string for each of the template's placeholders, by `Placeholder.key`. */
	readonly values: TemplateValues;
	/** Files that are not at an address, by `Placeholder.key`; their values are what names them. */
	readonly files?: Readonly<Record<string, MediaSource>>;
	/** Whether it goes by WhatsApp's own way for marketing. */
	readonly marketing?: true;
	/** The one-time password that is among the values; left out for any other template. */
	readonly oneTimePassword?: OneTimePassword;
}

/** A file with its caption. */
export interface MediaContent {
	readonly file: MediaSource;
	/** At most 1024 characters; `null` for none. */
	readonly caption: string | null;
	/** The document's name that the person sees; `null` leaves it to WhatsApp. */
	readonly fileName: string | null;
	/** Whether an audio file is shown as a recorded voice message; left out where it is not. */
	readonly voice?: true;
}

/** A location. */
export interface LocationContent {
	/** Degrees, -90 to 90. */
	readonly latitude: number;
	/** Degrees, -180 to 180. */
	readonly longitude: number;
	readonly name: string | null;
	readonly address: string | null;
}

/** The contact details of a person or business. */
interface ContactCard {
	/** The full name that is shown. */
	readonly name: string;
	readonly firstName: string | null;
	readonly lastName: string | null;
	/** E.164. */
	readonly phone: string | null;
	readonly email: string | null;
	readonly organization: string | null;
	/** Left out where the card has no more than that. */
	readonly details?: CardDetails;
}

/** What else a contact card can have; what is left out it does not have. */
export interface CardDetails {
	readonly jobTitle?: string;
	readonly department?: string;
	/** YYYY-MM-DD. */
	readonly birthday?: string;
	/** Numbers beside the first one: in E.164, or as they are written where nobody writes to them. */
	readonly phones?: ReadonlyArray<{
		readonly phone: string;
		readonly type: string;
		/** Digits by which WhatsApp knows the number; `null` for one that is not on WhatsApp. */
		readonly waId: string | null;
	}>;
	readonly emails?: ReadonlyArray<{ readonly email: string; readonly type: string }>;
	readonly urls?: ReadonlyArray<{ readonly url: string; readonly type: string }>;
	readonly addresses?: ReadonlyArray<{
		readonly type: string;
		readonly street?: string;
		readonly city?: string;
		readonly state?: string;
		readonly zip?: string;
		readonly country?: string;
		readonly countryCode?: string;
	}>;
}

/** One or more contact cards. */
export interface ContactsContent {
	readonly contacts: readonly ContactCard[];
}

/** A reaction to a message. */
export interface ReactionContent {
	/** The wamid of the message to react to. */
	readonly messageId: string;
	/** One emoji; empty to remove the reaction. */
	readonly emoji: string;
}

/** A message in the words of WhatsApp's own API, for what has no kind of its own. */
export interface RawContent {
	/** Its `type` and the fields of that type, without the recipient. */
	readonly content: Readonly<Record<string, unknown>>;
}

/** The content of each kind of message. */
export interface Contents {
	readonly text: TextContent;
	readonly template: TemplateContent;
	readonly buttons: ButtonsContent;
	readonly list: ListContent;
	readonly ctaUrl: CtaUrlContent;
	readonly locationRequest: LocationRequestContent;
	readonly contactInfo: ContactInfoContent;
	readonly callPermission: CallPermissionContent;
	readonly voiceCall: VoiceCallContent;
	readonly address: AddressContent;
	readonly flow: FlowContent;
	readonly product: ProductContent;
	readonly productList: ProductListContent;
	readonly catalog: CatalogContent;
	readonly carousel: CarouselContent;
	readonly orderDetails: OrderDetailsContent;
	readonly orderStatus: OrderStatusContent;
	readonly image: MediaContent;
	readonly video: MediaContent;
	readonly audio: MediaContent;
	readonly document: MediaContent;
	readonly sticker: MediaContent;
	readonly location: LocationContent;
	readonly contacts: ContactsContent;
	readonly reaction: ReactionContent;
	readonly raw: RawContent;
}

/** A kind of message. */
export type Kind = keyof Contents;

/** The kinds that are files. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** The kinds in the order in which tables show them, with the names that users read. */
export const kindNames = {
	text: 'Text',
	template: 'Template',
	buttons: 'Reply Buttons',
	list: 'List',
	ctaUrl: 'Link Button',
	locationRequest: 'Location Request',
	contactInfo: 'Contact Info Request',
	callPermission: 'Call Permission Request',
	voiceCall: 'Call Button',
	address: 'Address Request',
	flow: 'Flow',
	product: 'Product',
	productList: 'Product List',
	catalog: 'Catalog',
	carousel: 'Media Carousel',
	orderDetails: 'Order Details',
	orderStatus: 'Order Status',
	image: 'Image',
	video: 'Video',
	audio: 'Audio',
	document: 'Document',
	sticker: 'Sticker',
	location: 'Location',
	contacts: 'Contact Card',
	reaction: 'Reaction',
	raw: 'Raw Message',
} as const satisfies Record<Kind, string>;

/** What a message says about its recipient's contact at the gateway, by the option's name. */
export type RecipientDetails = Readonly<Record<string, string>>;

/** What every message has beside its content. */
export interface Envelope {
	/** E.164 with the leading `+`, the user id of a person who hides the number, or a group. */
	readonly to: string;
	/** The wamid of the message that this one quotes; `null` for none. */
	readonly replyTo: string | null;
	/** What to store about the person, or which contact it is, where the gateway takes that. */
	readonly recipient?: RecipientDetails;
	/** The idempotency key: the same for every attempt to send this message, at most 255 characters. */
	readonly key: string;
	/** Comes back with each status of the message, where the gateway carries it; at most 512 characters. */
	readonly messageKey?: string;
}

/** A message that is ready to be sent: checked, complete, the same for every gateway. */
export type Message<K extends Kind = Kind> = {
	readonly [P in K]: { readonly kind: P } & Envelope & Contents[P];
}[K];

/** The status of a message; see {@link statusRank}. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** A status never moves to a lower rank; `failed` is final. */
export const statusRank = {
	queued: 0,
	sent: 1,
	delivered: 2,
	read: 3,
	failed: 4,
} as const satisfies Record<DeliveryStatus, number>;

/** Why a message was not delivered, as the gateway says it. */
export interface Failure {
	/** In the gateway's words; `null` if it gives none. */
	readonly reason: string | null;
	/** Meta's numeric code, if the gateway passes it on. */
	readonly metaCode: number | null;
}

/** What a gateway says about a message that it accepted: its part of the receipt. */
export interface Acceptance {
	/** The id for the gateway's status lookup. */
	readonly messageId: string | null;
	/** Meta's id of the message, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	readonly status: DeliveryStatus;
	/** The number as WhatsApp knows it, in E.164, if the gateway gives it; it overrides the typed one. */
	readonly to?: string;
	/** The person's user id, if the gateway gives it. */
	readonly userId?: string;
	/** Why it failed, if the answer itself says that it did. */
	readonly failure?: Failure;
	/** The text as the gateway sent it, if it fills fields of its own in it and says so. */
	readonly sentText?: string;
	/** Whether the gateway created a contact for the person, if it says so. */
	readonly contactCreated?: boolean;
}

/** The result of a gateway's status lookup. */
export interface Delivery {
	readonly status: DeliveryStatus;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	/** Why it failed, in the gateway's words; `null` if it did not fail or no reason is given. */
	readonly reason: string | null;
	/** Meta's numeric code of the failure, if the gateway passes it on. */
	readonly metaCode: number | null;
	/** The gateway's own answer, unchanged. */
	readonly raw: unknown;
}

/** What is known of one part of a text that was sent in several messages, by the names of a receipt. */
export interface PartReceipt {
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly status: DeliveryStatus;
	readonly attempts: number;
	readonly idempotencyKey: string | null;
	readonly replayed: boolean;
	readonly sentText: string | null;
	readonly sentAt: string | null;
}

/** The result of every send, the same for every gateway. Every field is present, `null` if unknown. */
export interface Receipt extends RecipientFields {
	readonly gateway: string;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	/** The kind that the workflow chose. */
	readonly kind: Kind;
	/** The kind that was sent; differs from `kind` if a template was sent instead of a text. */
	readonly sentAs: Kind;
	readonly status: DeliveryStatus;
	/** How many requests it took: 1 if the first one succeeded, 0 if an earlier run had sent it. */
	readonly attempts: number;
	readonly idempotencyKey: string | null;
	/** What the statuses of this message bring back; `null` where the gateway carries nothing. */
	readonly messageKey: string | null;
	/** Whether an earlier request with the same key had sent it, and this one sent nothing. */
	readonly replayed: boolean;
	readonly correlationId: string | null;
	/** The text after the gateway filled its own merge fields in it; `null` if it does not say. */
	readonly sentText: string | null;
	/** Whether the gateway created a contact for the person; `null` if it does not say. */
	readonly contactCreated: boolean | null;
	/** When the gateway's answer arrived, in ISO 8601, UTC; `null` if an earlier run got it. */
	readonly sentAt: string | null;
	/** The gateway's own answer, unchanged. */
	readonly raw: unknown;
	/** The messages of a text that was sent in parts, in order; left out where there is one message. */
	readonly parts?: readonly PartReceipt[];
	/** Of a one-time password, by which it is verified; `null` where the gateway keeps the code. */
	readonly verification?: string | null;
	/** Of a one-time password: when it ends, in ISO 8601, UTC. */
	readonly expiresAt?: string | null;
	/** Of a one-time password: what it is for. */
	readonly purpose?: string;
}
