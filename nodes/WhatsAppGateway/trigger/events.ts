import type { INodePropertyOptions } from 'n8n-workflow';

import type { EventKind } from '../core/event';

/** An event as an option of the form. */
interface EventOption extends INodePropertyOptions {
	readonly value: EventKind;
	/** The label of its output on the canvas, where there is little room. */
	readonly output: string;
}

/** The events by name, which is the order of the form and of the outputs. */
export const eventOptions: readonly EventOption[] = [
	{
		name: 'Account Changed',
		value: 'account',
		output: 'Account',
		description: 'Your account or number has a new limit, name, quality, restriction or warning',
	},
	{
		name: 'Button or List Reply',
		value: 'reply',
		output: 'Reply',
		description: 'A person tapped a button or a row',
	},
	{
		name: 'Call',
		value: 'call',
		output: 'Call',
		description: 'A call began or ended, or a person answered whether you may call',
	},
	{
		name: 'Echo of the WhatsApp Business App',
		value: 'echo',
		output: 'Echo',
		description:
			'A colleague wrote, edited or deleted a message in the WhatsApp Business app on the same number',
	},
	{
		name: 'Form Answered',
		value: 'formAnswer',
		output: 'Form',
		description: 'A person filled in a form: a Flow or an address request',
	},
	{
		name: 'Message Deleted',
		value: 'deleted',
		output: 'Deleted',
		description: 'A person deleted a message',
	},
	{
		name: 'Message Edited',
		value: 'edited',
		output: 'Edited',
		description: 'A person changed a message',
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
		description: 'A person asked to get no more messages',
	},
	{
		name: 'Order',
		value: 'order',
		output: 'Order',
		description: 'A person ordered from your catalog',
	},
	{
		name: 'Other',
		value: 'other',
		output: 'Other',
		description: 'Any other event of the gateway, unchanged',
	},
	{
		name: 'Payment',
		value: 'payment',
		output: 'Payment',
		description: 'The payment for an order that you sent has a new status',
	},
	{
		name: 'Person Changed Number',
		value: 'system',
		output: 'System',
		description: 'A person has a new number, or a new user ID at WhatsApp',
	},
	{
		name: 'Reaction',
		value: 'reaction',
		output: 'Reaction',
		description: 'A person put an emoji on a message, or took it away',
	},
	{
		name: 'Status Changed',
		value: 'status',
		output: 'Status',
		description: 'A message of yours was sent, delivered or read, or could not be delivered',
	},
	{
		name: 'Template Changed',
		value: 'template',
		output: 'Template',
		description: 'WhatsApp approved, rejected, paused or rated a template of yours',
	},
	{
		name: 'Test',
		value: 'test',
		output: 'Test',
		description: 'A test event of the gateway',
	},
];

/**
 * What a person says, in words or by a tap, and nothing else: statuses would start three more runs for each
 * sent message, and a bot would answer an emoji, a deleted message or what a colleague wrote.
 */
export const defaultEvents: readonly EventKind[] = ['message', 'reply'];

/** Reads the selected events, in the order of the outputs. */
export function readEvents(value: unknown): EventKind[] {
	const selected = Array.isArray(value) ? value : defaultEvents;
	return eventOptions.map(({ value: kind }) => kind).filter((kind) => selected.includes(kind));
}
