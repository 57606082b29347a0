/** WhatsApp's status of a template; only an approved one can be sent. */
export type TemplateStatus =
	'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'unknown';

/** A template in a list. */
export interface TemplateSummary {
	/** The gateway's own id. */
	readonly id: string;
	readonly name: string;
	/** UTILITY, MARKETING or AUTHENTICATION; `null` if the gateway does not say. */
	readonly category: string | null;
	readonly status: TemplateStatus;
	/** Meta's language codes (`en`, `pt_BR`). */
	readonly languages: readonly string[];
	/** How people like it, by Meta's name: GREEN, YELLOW, RED or UNKNOWN; left out where Meta does not say. */
	readonly quality?: string;
	/** Why WhatsApp rejected it, by Meta's name; left out where it did not, or does not say. */
	readonly rejectedReason?: string;
}

/** What a header's file can be. */
export type FileFormat = 'image' | 'video' | 'gif' | 'document';

/** The format of a template's header. */
export type HeaderFormat = FileFormat | 'text' | 'location' | 'product';

/** The header of a template or of a card. */
export interface TemplateHeader {
	readonly format: HeaderFormat;
	/** For `text`. */
	readonly text: string | null;
	/** For media: the file approved with the template, if the gateway gives it. */
	readonly mediaUrl: string | null;
}

/** A button of a template. */
export interface TemplateButton {
	/** Meta's type: URL, QUICK_REPLY, PHONE_NUMBER, COPY_CODE, OTP … */
	readonly type: string;
	readonly text: string;
	readonly url: string | null;
}

/** A card of a template's carousel. */
export interface TemplateCard {
	readonly header: TemplateHeader | null;
	/** Empty for none. */
	readonly body: string;
	readonly buttons: readonly TemplateButton[];
}

/** The limited-time offer of a template. */
export interface TemplateOffer {
	readonly text: string;
	/** Whether each message names the end of the offer. */
	readonly hasExpiration: boolean;
}

/** What the value of a placeholder is; a file is an address, the id of an upload or an item's file. */
export type PlaceholderInput =
	| FileFormat
	| 'text'
	| 'fileName'
	| 'latitude'
	| 'longitude'
	| 'time'
	| 'productId'
	| 'products'
	| 'json'
	| 'orderStatus'
	| 'minutes';

/** A placeholder of a template, which the editor shows as a field. */
export interface Placeholder {
	/** Unique in its template: `1` or `first_name` in the body, `header_1`, `header_image`, `button_0`. */
	readonly key: string;
	/** The name between the braces, or which of its component's values it is; empty for a file. */
	readonly name: string;
	readonly component: 'header' | 'body' | 'button' | 'offer' | 'order';
	/** The card's index from 0; absent outside a carousel. */
	readonly card?: number;
	/** The button's index from 0; `null` outside buttons. */
	readonly index: number | null;
	readonly input: PlaceholderInput;
	/** Whether WhatsApp has a default value. */
	readonly optional?: true;
	/** The key of the placeholder whose value this one gets as well: a one-time password is one value. */
	readonly sameAs?: string;
	/** What it is, for a value that stands in no text. */
	readonly label?: string;
	/** The whole text before and after the placeholder; empty at the ends. */
	readonly before: string;
	readonly after: string;
}

/** The parts of a template that can have placeholders. */
export interface TemplateParts {
	readonly header: TemplateHeader | null;
	readonly body: string;
	readonly buttons: readonly TemplateButton[];
	/** `null` for none. */
	readonly offer: TemplateOffer | null;
	/** Empty without a carousel. */
	readonly cards: readonly TemplateCard[];
	/** Whether each message tells the status of an order; left out where it does not. */
	readonly hasOrderStatus?: true;
}

/** A template with its text. */
export interface Template extends TemplateSummary, TemplateParts {
	/** The language of this text; `null` if the gateway does not say. */
	readonly language: string | null;
	readonly footer: string | null;
	/** In reading order; numbered ones of the same text by number. */
	readonly placeholders: readonly Placeholder[];
	/** Why WhatsApp rejected it; left out where the gateway does not say. */
	readonly rejectedReason?: string;
	/** Parts that nobody knows how to fill, as words of a sentence: “the component NEWS”. */
	readonly unknownParts: readonly string[];
}

/** The values of the placeholders, by {@link Placeholder.key}. */
export type TemplateValues = Readonly<Record<string, string>>;

/** How a file can be given. */
export type FileSource = 'url' | 'id' | 'data';

/** What a gateway can fill in templates; a template with another part is refused before the send. */
export interface TemplateSupport {
	/** The formats of headers that it can send. */
	readonly headers: readonly HeaderFormat[];
	/** Meta's types of the buttons that it can give a value. */
	readonly buttons: readonly string[];
	/** How it takes a header's file. */
	readonly files: readonly FileSource[];
	/** Whether a document has a name of its own. */
	readonly fileNames?: true;
	readonly cards?: true;
	readonly offers?: true;
	/** Whether it can tell the status of an order. */
	readonly orders?: true;
	/** How many placeholders of the body it takes; absent for any number. */
	readonly bodyPlaceholders?: number;
	/** How many buttons, from the first one, it can give a value; absent for all. */
	readonly buttonCount?: number;
	/** Whether each message names its language. */
	readonly needsLanguage?: true;
}

/** Sorts templates that can be sent first, then by name. */
export function compareByApproval(a: TemplateSummary, b: TemplateSummary): number {
	const rank = ({ status }: TemplateSummary) => (status === 'approved' ? 0 : 1);
	return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}
