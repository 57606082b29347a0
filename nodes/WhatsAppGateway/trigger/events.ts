import type { INodePropertyOptions } from 'n8n-workflow';

import type { EventKind, GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';

/** An event as a user chooses it. */
interface EventChoice extends INodePropertyOptions {
	readonly value: EventKind;
	/** On the canvas, where there is little room. */
	readonly output: string;
}

/** The events in the order in which the form and the outputs show them. */
export const eventChoices: readonly EventChoice[] = [
	{
		name: 'Button or List Reply',
		value: 'reply',
		output: 'Reply',
		description: 'A person tapped a button or a row',
	},
	{
		name: 'Message Received',
		value: 'message',
		output: 'Message',
		description: 'A person wrote or sent something',
	},
	{
		name: 'Opt-Out',
		value: 'optOut',
		output: 'Opt-Out',
		description: 'A person asked not to be written to',
	},
	{
		name: 'Other',
		value: 'other',
		output: 'Other',
		description: 'Anything else that the gateway tells, in its own words',
	},
	{
		name: 'Status Changed',
		value: 'status',
		output: 'Status',
		description: 'A message of yours was sent, delivered, read, or was not delivered',
	},
	{
		name: 'Test',
		value: 'test',
		output: 'Test',
		description: 'The gateway tries whether its events arrive',
	},
];

/** Those that start a run where nobody chose otherwise: statuses would start three for each message. */
export const defaultEvents: readonly EventKind[] = ['message', 'reply'];

/** The chosen events, in the order of the outputs. */
export function chosenEvents(value: unknown): EventKind[] {
	const chosen = Array.isArray(value) ? value : defaultEvents;
	return eventChoices.map(({ value: kind }) => kind).filter((kind) => chosen.includes(kind));
}

/** What else an event must be to start a run; empty for anything. */
export interface Filters {
	/** Digits only, each the end of a number or the whole. */
	readonly from: readonly string[];
	readonly types: readonly string[];
	readonly senders: readonly string[];
	readonly text: RegExp | null;
}

function digitsIn(value: unknown): string[] {
	return (
		String(value ?? '')
			.split(/[,;\n]/)
			// As a person writes it at home or abroad: what is left is the end of the number.
			.map((part) => part.replace(/\D/g, '').replace(/^0+/, ''))
			.filter((digits) => digits !== '')
	);
}

/** A pattern between slashes as one, anything else as words to be found; whatever the case. */
function toPattern(value: unknown): RegExp | null {
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

function invalidPattern(text: string): GatewayError {
	return new GatewayError(
		'invalidRequest',
		`The filter Text Matches is no pattern: ${text.slice(0, 100)}`,
		{
			hint: 'Write the words to look for without slashes, or correct the pattern.',
		},
	);
}

/** The filters of the form. Throws `invalidRequest` for a pattern that is none. */
export function readFilters(given: Readonly<Record<string, unknown>>): Filters {
	const types = given['messageTypes'];
	return {
		from: digitsIn(given['fromNumbers']),
		senders: digitsIn(given['businessNumbers']),
		types: Array.isArray(types) ? types.map(String) : [],
		text: toPattern(given['text']),
	};
}

function isAmong(number: string | null, wanted: readonly string[]): boolean {
	const digits = (number ?? '').replace(/\D/g, '');
	return wanted.length === 0 || wanted.some((end) => digits.endsWith(end));
}

/** Whether an event may start a run. */
export function matchesFilters(
	event: GatewayEvent,
	{ from, senders, types, text }: Filters,
): boolean {
	// A message from the business's own number is an echo of what it sent.
	if (event.from !== null && event.from === event.sender) return false;
	const said = event.event === 'message' || event.event === 'reply';
	if (said && types.length > 0 && !types.includes(event.message?.type ?? '')) return false;
	if (said && text !== null && !text.test(event.text ?? '')) return false;
	const ofPerson = said || event.event === 'optOut';
	return (
		(!ofPerson || isAmong(event.from, from)) &&
		(event.sender === null || isAmong(event.sender, senders))
	);
}
