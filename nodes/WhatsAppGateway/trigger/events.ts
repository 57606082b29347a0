import type { INodePropertyOptions } from 'n8n-workflow';

import type { EventKind } from '../core/event';

/** An event as an option of the form. */
interface EventOption extends INodePropertyOptions {
	readonly value: EventKind;
	/** How n8n’s list of nodes names it, which would write “On …” before the name. */
	readonly action: string;
	/** The label of its output on the canvas, where there is little room. */
	readonly output: string;
}

/** The events in the order of the form: what starts most workflows comes first. */
export const eventOptions: readonly EventOption[] = [
	{
		name: 'Message Received',
		value: 'message',
		action: 'Message received',
		output: 'Message',
		description: 'A person sent a message',
	},
	{
		name: 'Button or List Reply',
		value: 'reply',
		action: 'Button or list row tapped',
		output: 'Reply',
		description: 'A person tapped a button or a row',
	},
	{
		name: 'Reaction',
		value: 'reaction',
		action: 'Reaction added or removed',
		output: 'Reaction',
		description: 'A person put an emoji on a message, or took it away',
	},
	{
		name: 'Form Answered',
		value: 'formAnswer',
		action: 'Form answered',
		output: 'Form',
		description: 'A person filled in a form: a Flow or an address request',
	},
	{
		name: 'Order',
		value: 'order',
		action: 'Order placed',
		output: 'Order',
		description: 'A person ordered from your catalog',
	},
	{
		name: 'Opt-Out',
		value: 'optOut',
		action: 'Person opted out',
		output: 'Opt-Out',
		description: 'A person asked to get no more messages',
	},
	{
		name: 'Contact Created',
		value: 'contactCreated',
		action: 'Contact created',
		output: 'Contact',
		description: 'The gateway has a new contact, where it reports or lists them',
	},
	{
		name: 'Status Changed',
		value: 'status',
		action: 'Message sent, delivered, read or failed',
		output: 'Status',
		description: 'A message of yours was sent, delivered or read, or could not be delivered',
	},
	{
		name: 'Message Edited',
		value: 'edited',
		action: 'Message edited',
		output: 'Edited',
		description: 'A person changed a message',
	},
	{
		name: 'Message Deleted',
		value: 'deleted',
		action: 'Message deleted',
		output: 'Deleted',
		description: 'A person deleted a message',
	},
	{
		name: 'Echo of the WhatsApp Business App',
		value: 'echo',
		action: 'Colleague wrote in the WhatsApp Business app',
		output: 'Echo',
		description:
			'A colleague wrote, edited or deleted a message in the WhatsApp Business app on the same number, or wrote one in the inbox of the gateway where it lists those',
	},
	{
		name: 'Call',
		value: 'call',
		action: 'Call began, ended or was allowed',
		output: 'Call',
		description: 'A call began or ended, or a person answered whether you may call',
	},
	{
		name: 'Payment',
		value: 'payment',
		action: 'Payment changed',
		output: 'Payment',
		description: 'The payment for an order that you sent has a new status',
	},
	{
		name: 'Template Changed',
		value: 'template',
		action: 'Template approved, rejected or paused',
		output: 'Template',
		description: 'WhatsApp approved, rejected, paused or rated a template of yours',
	},
	{
		name: 'Account Changed',
		value: 'account',
		action: 'Account or number changed',
		output: 'Account',
		description: 'Your account or number has a new limit, name, quality, restriction or warning',
	},
	{
		name: 'Group Changed',
		value: 'groupChange',
		action: 'Group created, joined or changed',
		output: 'Group',
		description:
			'A group was created, changed, deleted or suspended, or people joined it, left it or ask to join',
	},
	{
		name: 'Person Changed Number',
		value: 'system',
		action: 'Person changed number',
		output: 'System',
		description: 'A person has a new number, or a new user ID at WhatsApp',
	},
	{
		name: 'Campaign Sent',
		value: 'campaignSent',
		action: 'Campaign sent',
		output: 'Campaign',
		description: 'A campaign was sent to its last person, where the gateway lists campaigns',
	},
	{
		name: 'Sequence Started',
		value: 'sequenceStarted',
		action: 'Sequence started for a person',
		output: 'Sequence',
		description: 'A sequence of the gateway began for a person, where the gateway lists sequences',
	},
	{
		name: 'Flow Started',
		value: 'flowStarted',
		action: 'Flow started for a person',
		output: 'Flow',
		description: 'A flow of the gateway began for a person, where the gateway lists flows',
	},
	{
		name: 'Gateway’s Test Call',
		value: 'test',
		action: 'Gateway’s test call',
		output: 'Test Call',
		description: 'The gateway tried whether it reaches this workflow',
	},
	{
		name: 'Anything Else',
		value: 'other',
		action: 'Anything else',
		output: 'Anything Else',
		description: 'Whatever else the gateway reports, unchanged',
	},
];

/**
 * What a person says, in words or by a tap, and nothing else: statuses would start three more runs for each
 * sent message, and a bot would answer an emoji, a deleted message or what a colleague wrote.
 */
export const defaultEvents: readonly EventKind[] = ['message', 'reply'];

/** What no webhook brings: only the polling trigger offers it. */
export const polledOnly: readonly EventKind[] = ['campaignSent', 'flowStarted', 'sequenceStarted'];

/** The events in the order of the outputs, by which workflows are wired: that of their names, for ever. */
export const outputOptions: readonly EventOption[] = [...eventOptions].sort((a, b) =>
	a.name < b.name ? -1 : 1,
);

/** Reads the selected events, in the order of the outputs. */
export function readEvents(value: unknown): EventKind[] {
	const selected = Array.isArray(value) ? value : defaultEvents;
	return outputOptions.map(({ value: kind }) => kind).filter((kind) => selected.includes(kind));
}
