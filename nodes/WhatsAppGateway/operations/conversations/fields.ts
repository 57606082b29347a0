import type { INodeProperties } from 'n8n-workflow';

/** An existing conversation. */
export const conversationField: INodeProperties = {
	displayName: 'Conversation',
	name: 'conversation',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the person, or the ID of the conversation at the gateway',
};

/** Of a filter and of a change. */
export const readField: INodeProperties = {
	displayName: 'Read',
	name: 'isRead',
	type: 'boolean',
	default: true,
	description: 'Whether the team has read it; the person does not see it',
};

/** What the gateway calls how far something has come. */
export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'string',
	default: '',
	description: 'A status of the gateway’s own, as Get Many outputs it',
};

/** Of a filter and of a change. */
export const urgentField: INodeProperties = {
	displayName: 'Urgent',
	name: 'urgent',
	type: 'boolean',
	default: true,
	description: 'Whether it is urgent; if not, it is resolved',
};

/** A filter by words. */
export const searchField: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. refund',
	description: 'Part of the name, or of the last message',
};

/** Whether a switch of a collection holds a value; an expression that gives none is no wish to switch. */
export const isGiven = (value: unknown) => (value ?? '') !== '';
