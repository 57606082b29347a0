import type { INodePropertyOptions } from 'n8n-workflow';

import type { EventKind } from '../core/event';

/** An event as an option of the form. */
interface EventOption extends INodePropertyOptions {
	readonly value: EventKind;
	/** The label of its output on the canvas, where there is little room. */
	readonly output: string;
}

/** The events in the order in which the form and the outputs show them. */
export const eventOptions: readonly EventOption[] = [
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
		description: 'A person sent a message',
	},
	{
		name: 'Opt-Out',
		value: 'optOut',
		output: 'Opt-Out',
		description: 'A person asked not to get messages',
	},
	{
		name: 'Other',
		value: 'other',
		output: 'Other',
		description: 'Any other event of the gateway, unchanged',
	},
	{
		name: 'Status Changed',
		value: 'status',
		output: 'Status',
		description: 'A message of yours was sent, delivered, read, or not delivered',
	},
	{
		name: 'Test',
		value: 'test',
		output: 'Test',
		description: 'A test event of the gateway',
	},
];

/** Without statuses, which would start three more runs for each sent message. */
export const defaultEvents: readonly EventKind[] = ['message', 'reply'];

/** Reads the selected events, in the order of the outputs. */
export function readEvents(value: unknown): EventKind[] {
	const selected = Array.isArray(value) ? value : defaultEvents;
	return eventOptions.map(({ value: kind }) => kind).filter((kind) => selected.includes(kind));
}
