/** WhatsApp's verdict on a template; whatever is not known to be approved is not sendable. */
export type TemplateStatus =
	'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'unknown';

const statuses: Readonly<Record<string, TemplateStatus>> = {
	APPROVED: 'approved',
	PENDING: 'pending',
	IN_APPEAL: 'pending',
	REJECTED: 'rejected',
	PAUSED: 'paused',
	DISABLED: 'disabled',
	PENDING_DELETION: 'disabled',
};

/** Meta's word for a template's status in ours; a word we do not know is `unknown`. */
export function templateStatusOf(word: string | null): TemplateStatus {
	return statuses[(word ?? '').toUpperCase()] ?? 'unknown';
}

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

/** One blank of a template: what a form shows as a field. */
export interface Placeholder {
	/** Unique in its template: the blank's own name in the body (`1`, `first_name`). */
	readonly key: string;
	readonly component: 'header' | 'body' | 'button';
	/** The template's own words before and after the blank, uncut; empty at the ends. */
	readonly before: string;
	readonly after: string;
}

/** One template with its words. */
export interface Template extends TemplateSummary {
	readonly header: TemplateHeader | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly TemplateButton[];
	/** In the order in which a reader meets them. */
	readonly placeholders: readonly Placeholder[];
}

/** A value for each placeholder, by {@link Placeholder.key}. */
export type TemplateValues = Readonly<Record<string, string>>;

const blank = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** The blanks of one text, each key once, with the words around its first occurrence. */
export function placeholdersIn(
	text: string,
	component: Placeholder['component'] = 'body',
): Placeholder[] {
	const found = new Map<string, Placeholder>();
	for (const match of text.matchAll(blank)) {
		const key = match[1];
		if (key === undefined || found.has(key)) continue;
		found.set(key, {
			key,
			component,
			before: text.slice(0, match.index),
			after: text.slice(match.index + match[0].length),
		});
	}
	return [...found.values()];
}

/** What n8n's form shows of a field's label before it cuts it off, in characters. */
const labelLength = 24;

/** The end of a line, cut at a word to fit so many characters. */
function tail(line: string, room: number): string {
	if (line.length <= room) return line;
	const cut = line.slice(line.length - Math.max(room - 1, 0));
	return `…${cut.includes(' ') ? cut.slice(cut.indexOf(' ') + 1) : ''}`;
}

/** The beginning of a line, likewise. */
function head(line: string, room: number): string {
	if (line.length <= room) return line;
	const cut = line.slice(0, Math.max(room - 1, 0));
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0))}…`;
}

/** A field's label: the blank between the template's own words, `…your order {{2}}. The…`. */
export function placeholderLabel({ key, before, after }: Placeholder): string {
	const [wordsBefore, wordsAfter] = [before, after].map((text) => text.replace(/\s+/g, ' '));
	const mark = `{{${key}}}`;
	const room = labelLength - mark.length;
	const left = tail(wordsBefore ?? '', Math.ceil(room * 0.7));
	return `${left}${mark}${head(wordsAfter ?? '', room - left.length)}`.trim();
}

/** The text with its blanks filled; a blank without a value stays visible. */
export function fillText(text: string, values: TemplateValues): string {
	return text.replace(blank, (whole, key: string) => values[key] ?? whole);
}

/** A filled message as the person will see it. */
export interface Preview {
	readonly header: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
}

/** The filled message, without sending anything. */
export function previewTemplate(template: Template, values: TemplateValues): Preview {
	const { header, footer, buttons } = template;
	return {
		header:
			header === null
				? null
				: header.text === null
					? `[${header.format}]`
					: fillText(header.text, values),
		body: fillText(template.body, values),
		footer,
		buttons: buttons.map(({ text }) => text),
	};
}

/** Sort order of lists: templates that can be sent first, then by name. */
export function byApproval(a: TemplateSummary, b: TemplateSummary): number {
	const rank = ({ status }: TemplateSummary) => (status === 'approved' ? 0 : 1);
	return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}
