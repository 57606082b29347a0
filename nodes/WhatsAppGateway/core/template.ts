/** WhatsApp's verdict on a template; whatever is not known to be approved is not sendable. */
export type TemplateStatus =
	'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'unknown';

/** One template as a list shows it. */
export interface TemplateSummary {
	/** The gateway's own id. */
	readonly id: string;
	readonly name: string;
	/** UTILITY, MARKETING or AUTHENTICATION; `null` where the gateway does not say. */
	readonly category: string | null;
	readonly status: TemplateStatus;
	/** Language codes as Meta spells them (`en`, `pt_BR`). */
	readonly languages: readonly string[];
}

export type HeaderFormat = 'text' | 'image' | 'video' | 'document' | 'location';

export interface TemplateHeader {
	readonly format: HeaderFormat;
	/** For `text`. */
	readonly text: string | null;
	/** For media: the file approved with the template, where the gateway names it. */
	readonly mediaUrl: string | null;
}

export interface TemplateButton {
	/** As the gateway spells it: URL, QUICK_REPLY, PHONE_NUMBER, COPY_CODE, OTP … */
	readonly type: string;
	readonly text: string;
	readonly url: string | null;
}

/** What a placeholder takes: words, or the address of a file that WhatsApp can fetch. */
export type PlaceholderInput = 'text' | 'image' | 'video' | 'document';

/** One blank of a template: what a form shows as a field. */
export interface Placeholder {
	/** Unique in its template: `1` or `first_name` in the body, `header_1`, `header_image`, `button_0`. */
	readonly key: string;
	/** The blank's own name between its braces; empty for a file. */
	readonly name: string;
	readonly component: 'header' | 'body' | 'button';
	/** Which button, from 0; `null` outside buttons. */
	readonly index: number | null;
	readonly input: PlaceholderInput;
	/** Whether WhatsApp has a value of its own where none is given. */
	readonly optional?: true;
	/** The template's own words before and after the blank, uncut; empty at the ends. */
	readonly before: string;
	readonly after: string;
}

/** One template with its words. */
export interface Template extends TemplateSummary {
	/** The language of these words; `null` where the gateway does not say. */
	readonly language: string | null;
	readonly header: TemplateHeader | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly TemplateButton[];
	/** As a reader meets them; numbered ones of the same text by number. */
	readonly placeholders: readonly Placeholder[];
}

/** A value for each placeholder, by {@link Placeholder.key}. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Sort order of lists: templates that can be sent first, then by name. */
export function compareByApproval(a: TemplateSummary, b: TemplateSummary): number {
	const rank = ({ status }: TemplateSummary) => (status === 'approved' ? 0 : 1);
	return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}
