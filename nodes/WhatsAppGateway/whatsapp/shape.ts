import { GatewayError } from '../core/faults';
import { checkFound } from '../core/foundNothing';
import { asText } from '../core/narrow';
import { checkLength, type Limit } from './limits';

/** An object of the user's JSON whose field names were checked. */
export type Shape = Readonly<Record<string, unknown>>;

/** Refuses a message of the user's. Throws `invalidRequest`. */
export function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

function describeType(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

/** Whether a field holds nothing. */
function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Fields of WhatsApp's own messages. */
const metaFields = ['type', 'action', 'interactive', 'messaging_product', 'to'];

/**
 * Reads an object, and refuses what is none or has fields that do not belong to it.
 *
 * @param element names it in sentences: `The message`, `Button 2`
 */
export function readShape(value: unknown, fields: readonly string[], element: string): Shape {
	const hint = `It may have: ${fields.join(', ')}.`;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		refuse(`${element} must be an object, but it is ${describeType(value)}.`, hint);
	}
	const unknown = Object.keys(value).find((name) => !fields.includes(name));
	if (unknown === undefined) return value as Shape;
	refuse(
		`${element} has a field “${unknown}”, which is not known here.`,
		metaFields.includes(unknown)
			? `${hint} A message in WhatsApp’s own form can be sent with Send Raw Message.`
			: hint,
	);
}

/** Reads a text, trimmed; empty where there is none. A number counts as text. */
function readText(value: unknown, name: string): string {
	if (isBlank(value)) return '';
	if (typeof value === 'string' || typeof value === 'number') {
		const text = String(value).trim();
		checkFound(text, name);
		return text;
	}
	return refuse(
		`${name} must be a text, but it is ${describeType(value)}.`,
		'Look at what the expression gives for this item.',
	);
}

/** Reads a text that must not be empty, and checks its length. */
export function readRequired(value: unknown, limit: Limit, element = ''): string {
	const name = element === '' ? limit.field : `${element}: ${limit.field}`;
	const text = readText(value, name);
	if (text === '') {
		refuse(`${element === '' ? `The field ${limit.field}` : name} is empty.`, 'Fill it in.');
	}
	checkLength(text, limit, element);
	return text;
}

/** Reads a text that may be empty, which is `null`, and checks its length. */
export function readOptional(value: unknown, limit: Limit, element = ''): string | null {
	const text = readText(value, element === '' ? limit.field : `${element}: ${limit.field}`);
	if (text === '') return null;
	checkLength(text, limit, element);
	return text;
}

/** Reads a list; empty where there is none. */
export function readEntries(value: unknown, name: string): readonly unknown[] {
	if (isBlank(value)) return [];
	if (Array.isArray(value)) return value;
	return refuse(
		`“${name}” must be a list, but it is ${describeType(value)}.`,
		'Put it in square brackets.',
	);
}

/** A plain text stands for an object with this title. */
export function withTitle(entry: unknown): unknown {
	return typeof entry === 'string' || typeof entry === 'number' ? { title: entry } : entry;
}

/** Reads an object with fields of any name; `null` where there is none. */
export function readRecord(value: unknown, name: string): Shape | null {
	return isBlank(value) ? null : requireRecord(value, `“${name}”`);
}

/**
 * Reads an object with fields of any name.
 *
 * @param element names it in sentences: `Component 2`
 */
export function requireRecord(value: unknown, element: string): Shape {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Shape;
	return refuse(
		`${element} must be an object, but it is ${describeType(value)}.`,
		'Write it as {"field": "value"}.',
	);
}

/** Reads a whole number within bounds; `null` where there is none. */
export function readCount(value: unknown, name: string, max: number): number | null {
	if (isBlank(value)) return null;
	const count = Number(asText(value) ?? NaN);
	if (Number.isInteger(count) && count >= 1 && count <= max) return count;
	return refuse(`${name} must be a whole number from 1 to ${max}.`, 'Correct it, or leave it out.');
}

/** Reads a switch; off where there is none. */
export function readFlag(value: unknown, name: string): boolean {
	if (isBlank(value)) return false;
	if (typeof value === 'boolean') return value;
	return refuse(`“${name}” must be true or false.`, 'Correct it, or leave it out.');
}
