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
}

/** The format of a template's header. */
export type HeaderFormat = 'text' | 'image' | 'video' | 'document' | 'location';

/** The header of a template. */
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

/** The value of a placeholder: a text, or the address of a file that WhatsApp can fetch. */
export type PlaceholderInput = 'text' | 'image' | 'video' | 'document';

/** A placeholder of a template, which the editor shows as a field. */
export interface Placeholder {
	/** Unique in its template: `1` or `first_name` in the body, `header_1`, `header_image`, `button_0`. */
	readonly key: string;
	/** The name between the braces; empty for a file. */
	readonly name: string;
	readonly component: 'header' | 'body' | 'button';
	/** The button's index from 0; `null` outside buttons. */
	readonly index: number | null;
	readonly input: PlaceholderInput;
	/** Whether WhatsApp has a default value. */
	readonly optional?: true;
	/** The whole text before and after the placeholder; empty at the ends. */
	readonly before: string;
	readonly after: string;
}

/** A template with its text. */
export interface Template extends TemplateSummary {
	/** The language of this text; `null` if the gateway does not say. */
	readonly language: string | null;
	readonly header: TemplateHeader | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly TemplateButton[];
	/** In reading order; numbered ones of the same text by number. */
	readonly placeholders: readonly Placeholder[];
}

/** The values of the placeholders, by {@link Placeholder.key}. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Sorts templates that can be sent first, then by name. */
export function compareByApproval(a: TemplateSummary, b: TemplateSummary): number {
	const rank = ({ status }: TemplateSummary) => (status === 'approved' ? 0 : 1);
	return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}
