/** A reply button. */
export interface ReplyButton {
	/** Returned in the reply; 1 to 256 characters, unique in its message. */
	readonly id: string;
	/** 1 to 20 characters, unique in its message. */
	readonly title: string;
}

/** A file: an address that WhatsApp fetches, the id of an earlier upload, or the bytes. */
export type MediaSource =
	| { readonly url: string }
	| { readonly id: string }
	| { readonly data: Buffer; readonly mimeType: string; readonly name: string };

/** A file above the text of an interactive message. */
export interface HeaderFile {
	readonly kind: 'image' | 'video' | 'document';
	readonly file: MediaSource;
	/** The document's name that the person sees; `null` leaves it to WhatsApp. */
	readonly fileName: string | null;
}

/** The text of an interactive message. */
export interface InteractiveText {
	/** At most 60 characters; `null` beside a file. */
	readonly header: string | null;
	/** A file in place of the text above; left out for none. */
	readonly headerFile?: HeaderFile;
	/** 1 to 1024 characters. */
	readonly body: string;
	/** At most 60 characters. */
	readonly footer: string | null;
}

/** A message with up to three reply buttons. */
export interface ButtonsContent extends InteractiveText {
	readonly buttons: readonly ReplyButton[];
}

/** A row of a list. */
export interface ListRow {
	/** Returned in the reply; 1 to 200 characters, unique in its message. */
	readonly id: string;
	/** 1 to 24 characters; rows may share one. */
	readonly title: string;
	/** At most 72 characters. */
	readonly description: string | null;
}

/** A section of a list. */
export interface ListSection {
	/** At most 24 characters; `null` only if the list has one section. */
	readonly title: string | null;
	readonly rows: readonly ListRow[];
}

/** A message with a button that opens a list of up to ten rows. */
export interface ListContent extends InteractiveText {
	/** The text of the button that opens the list, 1 to 20 characters. */
	readonly button: string;
	readonly sections: readonly ListSection[];
}

/** A message with a button that opens a web page. */
export interface CtaUrlContent extends InteractiveText {
	/** 1 to 20 characters. */
	readonly button: string;
	/** `http:` or `https:`. */
	readonly url: string;
}

/** An order that the person can review and pay. */
export interface OrderDetailsContent extends InteractiveText {
	/** The business's own id of the order. */
	readonly reference: string;
	/** Its type, currency, amounts and ways to pay in Meta's own fields. */
	readonly order: Readonly<Record<string, unknown>>;
}

/** What has become of an order, in Meta's own fields. */
export interface OrderUpdate {
	readonly reference_id: string;
	readonly order: { readonly status: string; readonly description?: string };
	readonly payment?: {
		readonly status: string;
		/** Seconds since 1970. */
		readonly timestamp?: number;
	};
}

/** A message about an order that was sent before. */
export interface OrderStatusContent extends InteractiveText {
	readonly update: OrderUpdate;
}

/** A request for the person's location; the button is WhatsApp's. */
export interface LocationRequestContent {
	readonly body: string;
}

/** A request for the person's phone number; the button is WhatsApp's. */
export interface ContactInfoContent {
	readonly body: string;
}

/** A request for the permission to call the person; the buttons are WhatsApp's. */
export interface CallPermissionContent {
	readonly body: string;
}

/** A message with a button that calls the business on WhatsApp. */
export interface VoiceCallContent extends InteractiveText {
	/** 1 to 20 characters; `null` leaves it to WhatsApp. */
	readonly button: string | null;
	/** How long the button works, 1 to 43200 minutes; `null` for WhatsApp's seven days. */
	readonly minutes: number | null;
	/** Comes back with the call, at most 512 characters; `null` for none. */
	readonly payload: string | null;
}

/** A form for an address. */
export interface AddressContent extends InteractiveText {
	/** ISO 3166-1 alpha-2; WhatsApp offers it in India, and earlier did in Singapore. */
	readonly country: string;
	/** What is filled in already, by WhatsApp's names: `name`, `in_pin_code`, `city`. */
	readonly values: Readonly<Record<string, unknown>> | null;
	/** What was wrong with an earlier answer, by the same names. */
	readonly corrections: Readonly<Record<string, unknown>> | null;
	/** Addresses to choose from, each `{id, value: {…}}`. */
	readonly savedAddresses: ReadonlyArray<Readonly<Record<string, unknown>>> | null;
}

/** A message with a button that opens a WhatsApp Flow. */
export interface FlowContent extends InteractiveText {
	/** The text of the button, 1 to 20 characters. */
	readonly button: string;
	/** The Flow, by its id or by its name. */
	readonly flow: { readonly id: string } | { readonly name: string };
	/** Comes back with the answer; `null` for none. */
	readonly token: string | null;
	/** The screen to begin with; `null` leaves it to the Flow. */
	readonly screen: string | null;
	/** What the screen is filled with; `null` for nothing. */
	readonly data: Readonly<Record<string, unknown>> | null;
	/** Whether the Flow's own endpoint chooses the first screen. */
	readonly usesEndpoint: boolean;
	/** Whether a draft is opened instead of what is published. */
	readonly isDraft: boolean;
}

/** One product of the catalog. */
export interface ProductContent {
	readonly body: string | null;
	readonly footer: string | null;
	readonly catalogId: string;
	/** The product's Content ID in the catalog. */
	readonly productId: string;
}

/** Products of a section, by their Content IDs. */
export interface ProductSection {
	/** At most 24 characters; `null` only if there is one section. */
	readonly title: string | null;
	readonly products: readonly string[];
}

/** Up to thirty products of the catalog. */
export interface ProductListContent extends InteractiveText {
	readonly catalogId: string;
	readonly sections: readonly ProductSection[];
}

/** A message with a button that opens the catalog. */
export interface CatalogContent {
	readonly body: string;
	readonly footer: string | null;
	/** The product whose picture is shown; `null` leaves it to WhatsApp. */
	readonly productId: string | null;
}

/** One card of a carousel. */
export interface CarouselCard {
	readonly headerFile: HeaderFile;
	/** At most 160 characters; `null` for none. */
	readonly body: string | null;
	/** One link, or reply buttons; all cards have the same ones in kind and number. */
	readonly action:
		| { readonly button: string; readonly url: string }
		| { readonly buttons: readonly ReplyButton[] };
}

/** Two to ten cards beside each other. */
export interface CarouselContent {
	readonly body: string;
	readonly cards: readonly CarouselCard[];
}
