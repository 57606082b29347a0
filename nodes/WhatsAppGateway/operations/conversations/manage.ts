import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { ConversationChanges, ConversationQuery } from '../../core/inboxConversation';
import { asObject } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { nameOfReference, readReference } from '../contacts/fields';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { readMoment } from '../fields/readMoment';
import { fieldText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { needOfInbox, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';

/** What each operation needs. */
const needs = {
	search: needOfInbox('search', 'list the conversations of a shared inbox'),
	update: needOfInbox('update', 'change a conversation of a shared inbox'),
	resumeAi: needOfInbox('resumeAi', 'resume an AI of its own'),
	assign: needOfInbox('assign', 'assign a conversation to a colleague'),
};

const conversationField: INodeProperties = {
	displayName: 'Conversation',
	name: 'conversation',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the person, or the ID of the conversation at the gateway',
};

const aiField: INodeProperties = {
	displayName: 'AI Enabled',
	name: 'aiEnabled',
	type: 'boolean',
	default: false,
	description:
		'Whether the gateway’s own AI answers in this conversation; if off, it stays silent until it is switched on again',
};

const readField: INodeProperties = {
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

const urgentField: INodeProperties = {
	displayName: 'Urgent',
	name: 'urgent',
	type: 'boolean',
	default: true,
	description: 'Whether it is urgent; if not, it is resolved',
};

const changesField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'conversationFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What is not added here stays as it is',
	options: [aiField, readField, statusField, urgentField],
};

const userField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	description:
		'The ID of the colleague at the gateway, as assignedTo has it in the output of Get Many',
};

const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asks for a refund',
	description: 'What the gateway keeps with the assignment',
};

const sinceField: INodeProperties = {
	displayName: 'Active Since',
	name: 'activeSince',
	type: 'dateTime',
	default: '',
	description: 'Those with a message since then',
};

/** A filter by who is to answer. */
export const assigneeField: INodeProperties = {
	displayName: 'Assigned To',
	name: 'assignedTo',
	type: 'string',
	default: '',
	description: 'The ID of the colleague at the gateway',
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

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [sinceField, assigneeField, readField, searchField, statusField, urgentField],
};

const isGiven = (value: unknown) => (value ?? '') !== '';

/** Reads what to change. Throws `invalidRequest` for nothing. */
function readChanges(item: Item): ConversationChanges {
	const fields = asObject(item.parameter(changesField.name, {}));
	const words = fieldText(fields[statusField.name], statusField.displayName);
	const read = {
		...(isGiven(fields[aiField.name]) && {
			aiEnabled: readSwitch(fields[aiField.name], aiField),
		}),
		...(isGiven(fields[readField.name]) && {
			isRead: readSwitch(fields[readField.name], readField),
		}),
		...(words !== '' && { status: words }),
		...(isGiven(fields[urgentField.name]) && {
			urgent: readSwitch(fields[urgentField.name], urgentField),
		}),
	};
	if (Object.keys(read).length > 0) return read;
	throw new GatewayError('invalidRequest', 'Nothing is to be changed of the conversation.', {
		hint: 'Add a field under Update Fields; if it holds an expression, look at what it gives for this item.',
	});
}

/** Reads which conversations to list. Throws `invalidRequest`. */
function readQuery(item: Item): ConversationQuery {
	const fields = asObject(item.parameter(filtersField.name, {}));
	const since = readMoment(fields[sinceField.name], sinceField, item);
	const texts = [assigneeField, searchField, statusField].flatMap(({ name, displayName }) => {
		const text = fieldText(fields[name], displayName);
		return text === '' ? [] : [[name, text] as const];
	});
	const switches = [readField, urgentField].flatMap((field) => {
		const value = fields[field.name];
		return isGiven(value) ? [[field.name, readSwitch(value, field)] as const] : [];
	});
	return {
		...(since !== undefined && { activeSince: since }),
		...Object.fromEntries<unknown>([...texts, ...switches]),
	};
}

/** Lists the conversations of the shared inbox. */
export const getConversations: Operation = {
	resource: 'conversation',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many conversations',
	description:
		'Get the conversations of the gateway’s shared inbox, the most recently active first',
	needs: needs.search,
	fields: [returnAll, limit, filtersField, options(timeout)],
	async read(item) {
		const find = requireNeed(needs.search, item.session.gateway);
		const [query, max] = [readQuery(item), readLimit(item)];
		return createTask(null, async () => await firstOf(find(query, item.session.connection), max));
	},
};

/** Changes what the team and the gateway's own AI do in a conversation. */
export const updateConversation: Operation = {
	resource: 'conversation',
	value: 'update',
	name: 'Update',
	action: 'Update a conversation',
	description: 'Switch the gateway’s own AI off or on in a conversation, or mark it for the team',
	needs: needs.update,
	fields: [conversationField, changesField, options(timeout)],
	async read(item) {
		const update = requireNeed(needs.update, item.session.gateway);
		const reference = readReference(item, conversationField);
		const wanted = readChanges(item);
		return createTask(
			nameOfReference(reference),
			async () => await update(reference, wanted, item.session.connection),
		);
	},
};

/** Ends the pause of the gateway's own AI. */
export const resumeAi: Operation = {
	resource: 'conversation',
	value: 'resumeAi',
	name: 'Resume AI',
	action: 'Resume the AI in a conversation',
	description:
		'End the pause of the gateway’s own AI that began when a colleague answered; without a pause, nothing changes',
	needs: needs.resumeAi,
	fields: [conversationField, options(timeout)],
	async read(item) {
		const resume = requireNeed(needs.resumeAi, item.session.gateway);
		const reference = readReference(item, conversationField);
		return createTask(
			nameOfReference(reference),
			async () => await resume(reference, item.session.connection),
		);
	},
};

/** Creates an operation that says who is to answer. */
function createAssignment(
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	fields: readonly INodeProperties[],
	readUser: (item: Item) => string | null,
): Operation {
	return {
		resource: 'conversation',
		...texts,
		needs: needs.assign,
		fields: [conversationField, ...fields, options(reasonField, timeout)],
		async read(item) {
			const assign = requireNeed(needs.assign, item.session.gateway);
			const reference = readReference(item, conversationField);
			const assignment = {
				userId: readUser(item),
				reason: fieldText(item.options[reasonField.name], reasonField.displayName) || null,
			};
			return createTask(
				nameOfReference(reference),
				async () => await assign(reference, assignment, item.session.connection),
			);
		},
	};
}

/** Gives a conversation to a colleague. */
export const assignConversation = createAssignment(
	{
		value: 'assign',
		name: 'Assign',
		action: 'Assign a conversation',
		description: 'Give a conversation to a colleague, who is to answer',
	},
	[userField],
	(item) =>
		requireText(item, userField.name, userField.displayName, 'Enter the ID of the colleague.'),
);

/** Takes a conversation from whoever had it. */
export const unassignConversation = createAssignment(
	{
		value: 'unassign',
		name: 'Unassign',
		action: 'Unassign a conversation',
		description: 'Take a conversation from the colleague who had it',
	},
	[],
	() => null,
);
