import type { INodeProperties } from 'n8n-workflow';

import type { ChatMessage } from '../../core/conversation';
import { GatewayError } from '../../core/faults';
import { readNumber, readSwitch } from '../../n8n/readOption';
import { readableContacts, whoMayBeRead } from '../fields/allowedRecipients';
import { firstOf } from '../fields/firstOf';
import { limit } from '../fields/listOptions';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { messageFilters } from './messageFilters';
import { transcriptOf } from './transcript';
import { messagesOf, needsOfMessages, phoneNumber, readListed } from './whoseMessages';

const maxMessages: INodeProperties = {
	displayName: limit.displayName,
	name: limit.name,
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

const asOneItem: INodeProperties = {
	displayName: 'Output as One Item',
	name: 'asOneItem',
	type: 'boolean',
	default: false,
	description:
		'Whether to output one item with all messages in a list, and with their text as a transcript',
};

function compareTimes(a: ChatMessage, b: ChatMessage): number {
	return Date.parse(a.at) - Date.parse(b.at);
}

/** Reads whether all messages are one item. Throws `invalidRequest` for those of everybody. */
function readAsOneItem(item: Item, phoneNumber: string | null): boolean {
	const isOneItem = readSwitch(item.options[asOneItem.name], asOneItem);
	if (!isOneItem || phoneNumber !== null) return isOneItem;
	throw new GatewayError(
		'invalidRequest',
		`${asOneItem.displayName} is for the messages with one person: a transcript would mix them all.`,
		{ hint: 'Switch it off; an Aggregate node after this one makes one item of all.' },
	);
}

/** Gets the newest messages with one person or of the whole account, oldest first. */
export const getMessages: Operation = {
	resource: 'message',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages with one person or of the whole account, oldest first',
	newestLast: true,
	needs: { field: messagesOf.name, needs: needsOfMessages },
	fields: [
		messagesOf,
		phoneNumber,
		maxMessages,
		messageFilters,
		options(asOneItem, readableContacts, timeout, whoMayBeRead),
	],
	async read(item) {
		const { messages: list, phoneNumber: person, reach } = readListed(item);
		const isOneItem = readAsOneItem(item, person);
		const max = readNumber(item.parameter(maxMessages.name, maxMessages.default), maxMessages);
		return createTask(null, async () => {
			const newest = await firstOf(list(), max);
			if (newest.length < max && reach !== null) item.note(reach);
			// The sort keeps what has the same time in the order of the list.
			const messages = newest.reverse().sort(compareTimes);
			if (!isOneItem) return messages;
			const transcript = transcriptOf(messages, item.timeZone);
			return { phoneNumber: person, count: messages.length, transcript, messages };
		});
	},
};
