import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';

/** The conditions an event must meet to start a run; an empty one is always met. */
export interface Filters {
	/** Digits only: the whole number of the person, or its end. */
	readonly fromNumbers: readonly string[];
	/** Digits only: the whole number of the business, or its end. */
	readonly businessNumbers: readonly string[];
	readonly messageTypes: readonly string[];
	readonly text: RegExp | null;
}

/** Reads numbers separated by commas or lines. */
function readNumbers(value: unknown): string[] {
	return (
		String(value ?? '')
			.split(/[,;\n]/)
			// Without a national or international prefix, what is left is the end of the number.
			.map((part) => part.replace(/\D/g, '').replace(/^0+/, ''))
			.filter((digits) => digits !== '')
	);
}

/** Reads a regular expression between slashes, or text to search for; both ignore the case. */
function readPattern(value: unknown): RegExp | null {
	const text = String(value ?? '').trim();
	if (text === '') return null;
	const [, pattern] = /^\/(.+)\/i?$/s.exec(text) ?? [];
	if (pattern === undefined) return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'iu');
	try {
		return new RegExp(pattern, 'iu');
	} catch {
		throw invalidPattern(text);
	}
}

const maxQuotedLength = 100;

function invalidPattern(text: string): GatewayError {
	return new GatewayError(
		'invalidRequest',
		`The filter Text Matches is not a valid regular expression: ${text.slice(0, maxQuotedLength)}`,
		{ hint: 'Enter the text to search for without slashes, or correct the expression.' },
	);
}

/** Reads the filters of the form. Throws `invalidRequest` for an invalid regular expression. */
export function readFilters(values: Readonly<Record<string, unknown>>): Filters {
	const messageTypes = values['messageTypes'];
	return {
		fromNumbers: readNumbers(values['fromNumbers']),
		businessNumbers: readNumbers(values['businessNumbers']),
		messageTypes: Array.isArray(messageTypes) ? messageTypes.map(String) : [],
		text: readPattern(values['text']),
	};
}

function matchesNumber(number: string | null, endings: readonly string[]): boolean {
	const digits = (number ?? '').replace(/\D/g, '');
	return endings.length === 0 || endings.some((ending) => digits.endsWith(ending));
}

/** Whether an event may start a run. */
export function matchesFilters(
	event: GatewayEvent,
	{ fromNumbers, businessNumbers, messageTypes, text }: Filters,
): boolean {
	// A message from the business's own number is an echo of one that it sent.
	if (event.from !== null && event.from === event.businessNumber) return false;
	const hasMessage = event.event === 'message' || event.event === 'reply';
	const hasPerson = hasMessage || event.event === 'optOut';
	const type = event.message?.type ?? '';
	return (
		(!hasMessage || messageTypes.length === 0 || messageTypes.includes(type)) &&
		(!hasMessage || text === null || text.test(event.text ?? '')) &&
		(!hasPerson || matchesNumber(event.from, fromNumbers)) &&
		(event.businessNumber === null || matchesNumber(event.businessNumber, businessNumbers))
	);
}
