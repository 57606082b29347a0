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

const headerFormats: Readonly<Record<string, HeaderFormat>> = {
	TEXT: 'text',
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
	LOCATION: 'location',
};

/** Meta's word for a header's format in ours; `undefined` for none, and for a word we do not know. */
export function headerFormatOf(word: string | null): HeaderFormat | undefined {
	return headerFormats[(word ?? '').toUpperCase()];
}

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

const blank = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** A translation may have {{2}} before {{1}}; WhatsApp counts numbered values, wherever they stand. */
function byNumber(a: Placeholder, b: Placeholder): number {
	return Number(a.name) - Number(b.name) || 0;
}

/**
 * The blanks of one text, each once, with the words around its first occurrence: by number, or,
 * where they have names, as a reader meets them.
 */
export function placeholdersIn(
	text: string,
	component: Placeholder['component'] = 'body',
	index: number | null = null,
): Placeholder[] {
	const prefix = { header: 'header_', body: '', button: `button_${index}` }[component];
	const found = new Map<string, Placeholder>();
	for (const match of text.matchAll(blank)) {
		const name = match[1];
		if (name === undefined || found.has(name)) continue;
		found.set(name, {
			key: component === 'button' ? prefix : `${prefix}${name}`,
			name,
			component,
			index,
			input: 'text',
			before: text.slice(0, match.index),
			after: text.slice(match.index + match[0].length),
		});
	}
	return [...found.values()].sort(byNumber);
}

/** The blank of a header that is a file, approved with an example and sent with one's own. */
function filePlaceholder(input: Exclude<PlaceholderInput, 'text'>): Placeholder {
	return {
		key: `header_${input}`,
		name: '',
		component: 'header',
		index: null,
		input,
		before: '',
		after: '',
	};
}

/** What a button without a link takes: its blank's name, and whether it may be left out. */
const buttonBlanks: Readonly<Record<string, Pick<Placeholder, 'name' | 'optional'>>> = {
	OTP: { name: 'code' },
	COPY_CODE: { name: 'code' },
	// Without a payload of its own, the button's words come back with the tap.
	QUICK_REPLY: { name: 'payload', optional: true },
};

/** The blanks of a button; a form shows its words, for the address behind it says little to a reader. */
function inButton({ type, text, url }: TemplateButton, index: number): Placeholder[] {
	const before = `${text}: `;
	const inUrl = placeholdersIn(url ?? '', 'button', index);
	const blank = buttonBlanks[type];
	if (inUrl.length > 0 || blank === undefined) {
		return inUrl.map((one) => ({ ...one, before: `${before}…` }));
	}
	const key = `button_${index}`;
	return [{ key, ...blank, component: 'button', index, input: 'text', before, after: '' }];
}

/** Every blank of a template, from the header to the buttons. */
export function placeholdersOf({
	header,
	body,
	buttons,
}: Pick<Template, 'header' | 'body' | 'buttons'>): Placeholder[] {
	const inHeader =
		header === null || header.format === 'location'
			? []
			: header.format === 'text'
				? placeholdersIn(header.text ?? '', 'header')
				: [filePlaceholder(header.format)];
	const inButtons = buttons.flatMap(inButton);
	return [...inHeader, ...placeholdersIn(body), ...inButtons];
}

/** The values of one component, by the names that stand in its text. */
export function valuesIn(
	template: Pick<Template, 'placeholders'>,
	values: TemplateValues,
	component: Placeholder['component'],
	index: number | null = null,
): TemplateValues {
	return Object.fromEntries(
		template.placeholders
			.filter((one) => one.component === component && one.index === index)
			.flatMap(({ key, name }) => (Object.hasOwn(values, key) ? [[name, values[key] ?? '']] : [])),
	);
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
export function placeholderLabel(placeholder: Placeholder): string {
	const { name, input, component, optional, before, after } = placeholder;
	if (input !== 'text') return `Header ${input} (URL)`;
	// What a button without a link takes has no words around it but the button's own.
	if (component === 'button' && !before.endsWith('…')) {
		return head(`${optional ? 'Payload of ' : ''}${before.replace(/: $/, '')}`, labelLength);
	}
	const [wordsBefore, wordsAfter] = [before, after].map((text) =>
		text.replace(/\s+/g, ' ').replace(blank, '{{$1}}'),
	);
	const mark = `{{${name}}}`;
	const room = labelLength - mark.length;
	const left = tail(wordsBefore ?? '', Math.max(Math.ceil(room * 0.7), room - after.length));
	return `${left}${mark}${head(wordsAfter ?? '', room - left.length)}`.trim();
}

/** The text with its blanks filled; a blank without a value stays visible. */
export function fillText(text: string, values: TemplateValues): string {
	return text.replace(blank, (whole, key: string) =>
		Object.hasOwn(values, key) ? (values[key] ?? whole) : whole,
	);
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
	const { header, body, footer, buttons } = template;
	const inHeader = valuesIn(template, values, 'header');
	return {
		header:
			header === null
				? null
				: header.text === null
					? `[${header.format}]`
					: fillText(header.text, inHeader),
		body: fillText(body, valuesIn(template, values, 'body')),
		footer,
		buttons: buttons.map(({ text, url }, index) =>
			url === null
				? text
				: `${text}: ${fillText(url, valuesIn(template, values, 'button', index))}`,
		),
	};
}

/** Sort order of lists: templates that can be sent first, then by name. */
export function byApproval(a: TemplateSummary, b: TemplateSummary): number {
	const rank = ({ status }: TemplateSummary) => (status === 'approved' ? 0 : 1);
	return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}
