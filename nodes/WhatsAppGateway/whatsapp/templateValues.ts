import { GatewayError } from '../core/faults';
import { foundNothing, nothingHint } from '../core/foundNothing';
import { parseGivenJson } from '../core/givenJson';
import type { Placeholder, PlaceholderInput, Template, TemplateValues } from '../core/template';
import { checkLength, limits } from './limits';
import { checkPlaceholder } from './placeholderChecks';
import { placeholderLabel } from './placeholderLabel';
import { fillText, componentValues } from './templatePreview';

/** What to do with white space that WhatsApp refuses in a value. */
export type WhitespaceRule = 'replace' | 'stop';

/** Values that can be sent, and what was changed in them. */
export interface CheckedValues {
	readonly values: TemplateValues;
	/** Sentences for the user. */
	readonly notes: readonly string[];
}

/** White space that WhatsApp refuses in a value, with its name in sentences. */
const refusedWhitespace: ReadonlyArray<readonly [RegExp, string]> = [
	[/[\r\n\u0085\u2028\u2029]/, 'a line break'],
	[/[\t\v\f]/, 'a tab'],
	[/ {5}/, 'more than four spaces in a row'],
];

/** Values whose lines mean something. */
const structuredInputs: readonly PlaceholderInput[] = ['json', 'orderStatus', 'products'];

/** How many placeholders a sentence names before it counts the others. */
const maxKeysNamed = 10;

/** Of the template's words beside a placeholder in a sentence, in characters. */
const maxWords = 40;

/** A placeholder as `{{2}}`, with the words around it: what its field in the form is called. */
function nameWithWords(key: string, placeholders: readonly Placeholder[]): string {
	const placeholder = placeholders.find((one) => one.key === key);
	const label = placeholder === undefined ? '' : placeholderLabel(placeholder, maxWords);
	const hasWords = label.replaceAll('…', '').trim() !== `{{${key}}}`;
	return label !== '' && hasWords ? `{{${key}}} (“${label}”)` : `{{${key}}}`;
}

/** @param placeholders those of the template, where its words tell more than the keys */
function formatKeys(keys: readonly string[], placeholders: readonly Placeholder[] = []): string {
	const named = keys.slice(0, maxKeysNamed).map((key) => nameWithWords(key, placeholders));
	const more = keys.length - named.length;
	return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Whether a date or a calculation failed, which would be sent as “NaN” or “Invalid DateTime”. */
function isInvalid(value: object | number): boolean {
	if (typeof value === 'number') return !Number.isFinite(value);
	if (value instanceof Date) return Number.isNaN(value.getTime());
	return 'isValid' in value && value.isValid === false;
}

/** Converts a value to text, empty for an invalid one; `undefined` for a list or an object. */
function toText(value: unknown): string | undefined {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return isInvalid(value) ? '' : String(value);
	if (value instanceof Date) return isInvalid(value) ? '' : value.toISOString();
	// Luxon's DateTime, which n8n's expressions produce.
	if (typeof value === 'object' && 'toISO' in value && typeof value.toISO === 'function') {
		return isInvalid(value) ? '' : String(value);
	}
	return undefined;
}

function cleanWhitespace(
	key: string,
	value: string,
	rule: WhitespaceRule,
	notes: string[],
): string {
	const refusedNames = new Set<string>();
	const clean = value.trim().replace(/[\s\u0085]+/g, (whitespace) => {
		const refused = refusedWhitespace.find(([pattern]) => pattern.test(whitespace));
		if (refused === undefined) return whitespace;
		refusedNames.add(refused[1]);
		return ' ';
	});
	for (const name of refusedNames) {
		if (rule === 'stop') {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} contains ${name}, which WhatsApp refuses in templates.`,
				{
					hint: 'Change the value, or set the option Line Breaks and Tabs to “Replace With a Space”.',
				},
			);
		}
		notes.push(
			`In the value for {{${key}}}, ${name} was replaced with a space: WhatsApp refuses it in templates.`,
		);
	}
	return clean.trim();
}

/** A list or an object as JSON, for the values that are one; other values as text. */
function toPlaceholderText(value: unknown, { input }: Placeholder): string | undefined {
	const isPlain = typeof value === 'object' && value !== null && toText(value) === undefined;
	return structuredInputs.includes(input) && isPlain ? JSON.stringify(value) : toText(value);
}

/** Checks the filled texts against WhatsApp's limits. Throws `invalidRequest`. */
function checkTexts(template: Template, values: TemplateValues): void {
	const { header, body, offer, cards } = template;
	const inBody = fillText(body, componentValues(template, values, 'body'));
	checkLength(inBody, offer === null ? limits.templateBody : limits.offerBody);
	if (header?.format === 'text') {
		const inHeader = componentValues(template, values, 'header');
		checkLength(fillText(header.text ?? '', inHeader), limits.templateHeader);
	}
	for (const [card, part] of cards.entries()) {
		const inCard = componentValues(template, values, 'body', { card });
		checkLength(fillText(part.body, inCard), limits.cardBody, `Card ${card + 1}`);
	}
}

/** Gives placeholders the value that they share with another one, if they have none. */
function shareValues({ placeholders }: Template, texts: Map<string, string>): void {
	for (const { key, sameAs } of placeholders) {
		const shared = sameAs === undefined ? undefined : texts.get(sameAs);
		if (shared === undefined) continue;
		if ((texts.get(key) ?? shared) !== shared) {
			throw new GatewayError(
				'templateParameters',
				`The values for {{${sameAs}}} and {{${key}}} differ; both are the same code.`,
				{ hint: `Leave {{${key}}} out: it gets the value for {{${sameAs}}}.` },
			);
		}
		texts.set(key, shared);
	}
}

/**
 * Checks values against the placeholders of a template: exactly one non-empty text for each.
 *
 * @param input by placeholder key; numbers, booleans and dates are converted to text
 * @throws GatewayError `templateParameters` with `expected`, `missing` and `extra`;
 *   `invalidRequest` where the filled body is over WhatsApp's limit
 */
export function checkValues(
	template: Template,
	input: Readonly<Record<string, unknown>>,
	rule: WhitespaceRule,
): CheckedValues {
	const expected = template.placeholders.map(({ key }) => key);
	const extra = Object.keys(input).filter((key) => !expected.includes(key));
	const texts = new Map<string, string>();
	const notes: string[] = [];

	for (const placeholder of template.placeholders) {
		const { key } = placeholder;
		const text = Object.hasOwn(input, key) ? toPlaceholderText(input[key], placeholder) : '';
		if (text === undefined) {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} is a list or an object; a placeholder needs one text.`,
				{ expected },
			);
		}
		// The lines of a list of products, and of JSON, are their form.
		const isText = !structuredInputs.includes(placeholder.input);
		const clean = isText ? cleanWhitespace(key, text, rule, notes) : text.trim();
		if (foundNothing.includes(clean)) {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} is nothing but “${clean}” for this item.`,
				{ hint: nothingHint },
			);
		}
		if (clean !== '') texts.set(key, clean);
	}
	shareValues(template, texts);

	const missing = template.placeholders
		.filter(({ key, optional }) => !optional && !texts.has(key))
		.map(({ key }) => key);
	if (missing.length > 0 || extra.length > 0) {
		const sentences = [
			missing.length > 0 &&
				`The template “${template.name}” has no value for ${formatKeys(missing, template.placeholders)}.`,
			extra.length > 0 &&
				(expected.length > 0
					? `The template “${template.name}” has no placeholder ${formatKeys(extra)}; it has ${formatKeys(expected)}.`
					: `The template “${template.name}” has no placeholders, so ${formatKeys(extra)} cannot be filled in.`),
		].filter((sentence) => sentence !== false);
		throw new GatewayError('templateParameters', sentences.join(' '), {
			expected,
			missing,
			extra,
			...(expected.length === 0 && { hint: 'Leave the values empty.' }),
		});
	}

	for (const placeholder of template.placeholders) {
		const text = texts.get(placeholder.key);
		if (text === undefined) continue;
		const { value, note } = checkPlaceholder(text, placeholder, template);
		texts.set(placeholder.key, value);
		if (note !== undefined) notes.push(note);
	}
	const values = Object.fromEntries(texts);
	checkTexts(template, values);
	return { values, notes };
}

/**
 * Reads values from JSON: an object by placeholder, or a list in the order of the placeholders.
 *
 * @throws GatewayError `templateParameters` for anything else, or for a list that is too long
 */
export function readJsonValues(input: unknown, template: Template): Record<string, unknown> {
	const values = typeof input === 'string' ? parseValues(input) : input;
	if (Array.isArray(values)) return assignInOrder(values, template);
	if (typeof values === 'object' && values !== null) return { ...values };
	throw valuesFault('is neither an object nor a list');
}

/**
 * Reads values from JSON for a template without lookup: an object by placeholder.
 *
 * @throws GatewayError `templateParameters` for anything else
 */
export function readNamedValues(input: unknown): Record<string, unknown> {
	const values = typeof input === 'string' ? parseValues(input) : input;
	if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values };
	throw valuesFault('must name each placeholder');
}

function assignInOrder(values: readonly unknown[], template: Template): Record<string, unknown> {
	// Optional placeholders are not counted, so a list does not change when WhatsApp adds one. A list may
	// have the code of a button as well, which is taken from the body without it.
	const count = (isCounted: (placeholder: Placeholder) => boolean) =>
		template.placeholders.filter(isCounted).map(({ key }) => key);
	const required = count(({ optional }) => !optional);
	const withCodes = count(({ optional, sameAs }) => !optional || sameAs !== undefined);
	const expected = values.length === withCodes.length ? withCodes : required;
	if (values.length > expected.length) {
		throw new GatewayError(
			'templateParameters',
			`The list in Values (JSON) is too long: it has ${values.length} values, the template “${template.name}” needs ${expected.length}.`,
			{ expected },
		);
	}
	return Object.fromEntries(values.map((value, index) => [expected[index], value]));
}

function valuesFault(reason: string): GatewayError {
	return new GatewayError('templateParameters', `The field Values (JSON) ${reason}.`, {
		hint: 'Enter one value for each placeholder, for example {"1": "Anna", "2": "A-1042"}.',
	});
}

function parseValues(text: string): unknown {
	const values = parseGivenJson(text);
	if (values === undefined) throw valuesFault('has no valid JSON');
	return values;
}
