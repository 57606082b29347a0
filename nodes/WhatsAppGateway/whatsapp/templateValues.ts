import { GatewayError } from '../core/faults';
import { parseJson } from '../core/narrow';
import type { Template, TemplateValues } from '../core/template';
import { checkLength, limits } from './limits';
import { fillText, componentValues } from './templatePreview';

/** What becomes of line breaks, tabs and long gaps, which WhatsApp refuses inside a value. */
export type WhitespaceRule = 'replace' | 'stop';

/** Values that may be sent, and what was changed to make them so. */
export interface CheckedValues {
	readonly values: TemplateValues;
	/** Sentences for the user. */
	readonly notes: readonly string[];
}

/** What a run of white space must not hold, with the words for it. */
const refusedWhitespace: ReadonlyArray<readonly [RegExp, string]> = [
	[/[\r\n\u0085\u2028\u2029]/, 'a line break'],
	[/[\t\v\f]/, 'a tab'],
	[/ {5}/, 'more than four spaces in a row'],
];

/** How many placeholders a sentence names before it only counts the rest. */
const maxKeysNamed = 10;

function list(keys: readonly string[]): string {
	const named = keys.slice(0, maxKeysNamed).map((key) => `{{${key}}}`);
	const more = keys.length - named.length;
	return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Whether a date or a calculation went wrong: nobody wants to read “NaN” or “Invalid DateTime”. */
function isBroken(value: object | number): boolean {
	if (typeof value === 'number') return !Number.isFinite(value);
	if (value instanceof Date) return Number.isNaN(value.getTime());
	return 'isValid' in value && value.isValid === false;
}

/** A word, a number or a date as text; `undefined` for what cannot be read as one value. */
function asText(value: unknown): string | undefined {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return isBroken(value) ? '' : String(value);
	if (value instanceof Date) return isBroken(value) ? '' : value.toISOString();
	// Luxon's DateTime, which n8n's expressions produce, knows how to write itself.
	if (typeof value === 'object' && 'toISO' in value && typeof value.toISO === 'function') {
		return isBroken(value) ? '' : String(value);
	}
	return undefined;
}

function cleanWhitespace(
	key: string,
	value: string,
	rule: WhitespaceRule,
	notes: string[],
): string {
	const found = new Set<string>();
	const clean = value.trim().replace(/[\s\u0085]+/g, (run) => {
		const gap = refusedWhitespace.find(([pattern]) => pattern.test(run));
		if (gap === undefined) return run;
		found.add(gap[1]);
		return ' ';
	});
	for (const what of found) {
		if (rule === 'stop') {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} holds ${what}, which WhatsApp refuses in a template.`,
				{
					hint: 'Change the value, or set the option Line Breaks and Tabs to “Replace by a Space”.',
				},
			);
		}
		notes.push(
			`In the value for {{${key}}}, ${what} became a space: WhatsApp refuses it in a template.`,
		);
	}
	return clean.trim();
}

/** WhatsApp fetches a header's file itself, so its value must be a public address. */
function checkFiles({ placeholders }: Template, values: TemplateValues): void {
	const wrong = placeholders.find(
		({ key, input }) => input !== 'text' && !/^https?:\/\/\S+\.\S+/i.test(values[key] ?? ''),
	);
	if (wrong === undefined) return;
	throw new GatewayError(
		'templateParameters',
		`The value for {{${wrong.key}}} is not the address of a file.`,
		{ hint: 'Write a public address that begins with https:// and that WhatsApp can fetch.' },
	);
}

/**
 * Fits what a user gave to what a template expects: exactly one non-empty text for each placeholder.
 *
 * @param given by placeholder key; numbers, booleans and dates are written as text
 * @throws GatewayError `templateParameters` with `expected`, `missing` and `extra`;
 *   `invalidRequest` where the filled body is over WhatsApp's limit
 */
export function checkValues(
	template: Template,
	given: Readonly<Record<string, unknown>>,
	rule: WhitespaceRule,
): CheckedValues {
	const expected = template.placeholders.map(({ key }) => key);
	const extra = Object.keys(given).filter((key) => !expected.includes(key));
	const texts = new Map<string, string>();
	const notes: string[] = [];

	for (const key of expected) {
		const text = Object.hasOwn(given, key) ? asText(given[key]) : '';
		if (text === undefined) {
			throw new GatewayError(
				'templateParameters',
				`The value for {{${key}}} is a list or an object; a placeholder takes one piece of text.`,
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
			missing.length > 0 && `The template “${template.name}” has no value for ${list(missing)}.`,
			extra.length > 0 &&
				(expected.length > 0
					? `The template “${template.name}” has no placeholder ${list(extra)}; it has ${list(expected)}.`
					: `The template “${template.name}” has no placeholders; ${list(extra)} cannot be put in.`),
		].filter((sentence) => sentence !== false);
		throw new GatewayError('templateParameters', sentences.join(' '), {
			expected,
			missing,
			extra,
			...(expected.length === 0 && { hint: 'Leave the values empty.' }),
		});
	}

	const values = Object.fromEntries(texts);
	checkFiles(template, values);
	checkLength(
		fillText(template.body, componentValues(template, values, 'body')),
		limits.templateBody,
	);
	return { values, notes };
}

/**
 * The values as a user writes them in JSON: an object by placeholder, or a list in the order of
 * the placeholders.
 *
 * @throws GatewayError `templateParameters` where it is neither, or the list is too long
 */
export function readJsonValues(given: unknown, template: Template): Record<string, unknown> {
	const parsed = typeof given === 'string' ? parse(given) : given;
	if (Array.isArray(parsed)) return inOrder(parsed, template);
	if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
	throw notJsonFault('holds neither an object nor a list');
}

/**
 * The values for a template that nobody can look up: an object by placeholder.
 *
 * @throws GatewayError `templateParameters` where it is something else
 */
export function readNamedValues(given: unknown): Record<string, unknown> {
	const parsed = typeof given === 'string' ? parse(given) : given;
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
	throw notJsonFault('must name each placeholder');
}

function inOrder(values: readonly unknown[], template: Template): Record<string, unknown> {
	// What may be left out is not counted: a list of the template's values stays the same without it.
	const expected = template.placeholders.filter(({ optional }) => !optional).map(({ key }) => key);
	if (values.length > expected.length) {
		throw new GatewayError(
			'templateParameters',
			`The list in Values (JSON) is too long: it counts ${values.length}, the template “${template.name}” takes ${expected.length}.`,
			{ expected },
		);
	}
	return Object.fromEntries(values.map((value, index) => [expected[index], value]));
}

function notJsonFault(what: string): GatewayError {
	return new GatewayError('templateParameters', `The field Values (JSON) ${what}.`, {
		hint: 'Write one value for each placeholder, for example {"1": "Anna", "2": "A-1042"}.',
	});
}

function parse(text: string): unknown {
	const value = parseJson(text);
	if (value === undefined) throw notJsonFault('holds a text that is not JSON');
	return value;
}
