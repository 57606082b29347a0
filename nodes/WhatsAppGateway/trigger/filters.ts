import type { EventKind, GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import { isUserId } from '../core/recipient';
import { readSwitch } from '../n8n/readOption';
import { chatHistory, privateChatsOnly } from './fields';

/** The conditions an event must meet to start a run; an empty one is always met. */
export interface Filters {
	/** Digits only, the whole number of the person or its end; or a user id. */
	readonly fromNumbers: readonly string[];
	/** Digits only: the whole number of the business, or its end. */
	readonly businessNumbers: readonly string[];
	readonly messageTypes: readonly string[];
	readonly text: RegExp | null;
	/** Whether what happens in groups is left out. */
	readonly privateChatsOnly: boolean;
	/** Whether old messages, from before a number was connected, count as echoes. */
	readonly includesHistory: boolean;
}

/** What a person did; the filters for people apply to these. */
const personKinds: ReadonlySet<EventKind> = new Set([
	'message',
	'reply',
	'reaction',
	'edited',
	'deleted',
	'order',
	'formAnswer',
	'system',
	'call',
	'optOut',
	'contactCreated',
	'sequenceStarted',
	'flowStarted',
]);

/** What a person said, with a type and a text; the filters for these apply to them. */
const contentKinds: ReadonlySet<EventKind> = new Set([
	'message',
	'reply',
	'reaction',
	'edited',
	'order',
	'formAnswer',
]);

/** Writes a text with plain digits, whatever script they are in. */
function toAsciiDigits(text: string): string {
	// Arabic and Persian; the normalization takes care of full-width ones.
	return text
		.normalize('NFKC')
		.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** Reads numbers separated by commas or lines. A user id is kept as it is. */
function readNumbers(value: unknown): string[] {
	return toAsciiDigits(String(value ?? ''))
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.map((part) => {
			if (isUserId(part)) return part;
			// The zero in +49 (0)171 is dialled inside the country only. Without a national or
			// international prefix, what is left is the end of the number.
			return part
				.replace(/\(\s*0\s*\)/g, '')
				.replace(/\D/g, '')
				.replace(/^0+/, '');
		})
		.filter((digits) => digits !== '');
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

/** Reads the filters of the form. Throws `invalidRequest` for an invalid regular expression or switch. */
export function readFilters(values: Readonly<Record<string, unknown>>): Filters {
	const messageTypes = values['messageTypes'];
	return {
		fromNumbers: readNumbers(values['fromNumbers']),
		businessNumbers: readNumbers(values['businessNumbers']),
		messageTypes: Array.isArray(messageTypes) ? messageTypes.map(String) : [],
		text: readPattern(values['text']),
		privateChatsOnly: readSwitch(values['privateChatsOnly'], privateChatsOnly),
		includesHistory: readSwitch(values['chatHistory'], chatHistory),
	};
}

function digitsOf(number: string | null): string {
	return (number ?? '').replace(/\D/g, '');
}

function matchesNumber(number: string | null, endings: readonly string[]): boolean {
	const digits = digitsOf(number);
	return endings.length === 0 || endings.some((ending) => digits.endsWith(ending));
}

/** Whether the person of an event is one of those in the filter, by number or by user id. */
function matchesPerson({ from, contact }: GatewayEvent, wanted: readonly string[]): boolean {
	const ids = [contact?.userId, contact?.id].filter((id) => id !== null && id !== undefined);
	return matchesNumber(from, wanted) || ids.some((id) => isUserId(id) && wanted.includes(id));
}

/** Whether the business wrote to itself: its own message comes back. */
function isOwn({ from, businessNumber }: GatewayEvent): boolean {
	return from !== null && digitsOf(from) === digitsOf(businessNumber);
}

/** Whether an event may start a run. */
export function matchesFilters(event: GatewayEvent, filters: Filters): boolean {
	const { fromNumbers, businessNumbers, messageTypes, text } = filters;
	if (isOwn(event)) return false;
	const hasPerson = personKinds.has(event.event);
	const hasContent = contentKinds.has(event.event);
	if (hasPerson && filters.privateChatsOnly && event.group !== null) return false;
	if (event.echo?.isHistory === true && !filters.includesHistory) return false;
	const type = event.message?.type ?? '';
	return (
		(!hasContent || messageTypes.length === 0 || messageTypes.includes(type)) &&
		(!hasContent || text === null || text.test(event.text ?? '')) &&
		(!hasPerson || matchesPerson(event, fromNumbers)) &&
		(event.businessNumber === null || matchesNumber(event.businessNumber, businessNumbers))
	);
}
