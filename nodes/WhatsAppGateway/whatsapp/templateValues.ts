import { GatewayError } from '../core/faults';
import { parseJson } from '../core/narrow';
import type { Template, TemplateValues } from '../core/template';
import { checkLength, limits } from './limits';
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

/** How many placeholders a sentence names before it counts the others. */
const maxKeysNamed = 10;

function formatKeys(keys: readonly string[]): string {
	const named = keys.slice(0, maxKeysNamed).map((key) => `{{${key}}}`);
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

/** WhatsApp downloads the file of a header, so its value must be a public URL. */
function checkFileUrls({ placeholders }: Template, values: TemplateValues): void {
	const invalid = placeholders.find(
		({ key, input }) => input !== 'text' && !/^https?:\/\/\S+\.\S+/i.test(values[key] ?? ''),
	);
	if (invalid === undefined) return;
	throw new GatewayError(
		'templateParameters',
		`The value for {{${invalid.key}}} is not the URL of a file.`,
		{ hint: 'Enter a public URL that begins with https:// and that WhatsApp can download from.' },
	);
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

	for (const key of expected) {
		const text = Object.hasOwn(input, key) ? toText(input[key]) : '';
		if (text === undefined) {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} is a list or an object; a placeholder needs one text.`,
				{ expected },
			);
		}
		const clean = cleanWhitespace(key, text, rule, notes);
		if (clean !== '') texts.set(key, clean);
	}

	const missing = template.placeholders
		.filter(({ key, optional }) => !optional && !texts.has(key))
		.map(({ key }) => key);
	if (missing.length > 0 || extra.length > 0) {
		const sentences = [
			missing.length > 0 &&
				`The template “${template.name}” has no value for ${formatKeys(missing)}.`,
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

	const values = Object.fromEntries(texts);
	checkFileUrls(template, values);
	checkLength(
		fillText(template.body, componentValues(template, values, 'body')),
		limits.templateBody,
	);
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
	// Optional placeholders are not counted, so a list does not change when WhatsApp adds one.
	const expected = template.placeholders.filter(({ optional }) => !optional).map(({ key }) => key);
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
	const values = parseJson(text);
	if (values === undefined) throw valuesFault('has no valid JSON');
	return values;
}
