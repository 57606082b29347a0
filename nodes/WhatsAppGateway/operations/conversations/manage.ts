import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { ConversationChanges } from '../../core/inboxConversation';
import { asObject } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { nameOfReference, readReference } from '../contacts/fields';
import { options } from '../fields/options';
import { fieldText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { needOfInbox, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { conversationField, isGiven, readField, statusField, urgentField } from './fields';

/** What each operation needs. */
const needs = {
	update: needOfInbox('update', 'change a conversation of a shared inbox'),
	resumeAi: needOfInbox('resumeAi', 'resume an AI of its own'),
};

const aiField: INodeProperties = {
	displayName: 'AI Enabled',
	name: 'aiEnabled',
	type: 'boolean',
	default: false,
	description:
		'Whether the gateway’s own AI answers in this conversation; if off, it stays silent until it is switched on again',
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
