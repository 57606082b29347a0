import type { INodeProperties } from 'n8n-workflow';

import type { ChatMessage } from '../../core/conversation';
import { readNumber, readSwitch } from '../../n8n/readOption';
import { readPhone } from '../../whatsapp/phone';
import { readableContacts, whoMayBeRead } from '../fields/allowedRecipients';
import { limit } from '../fields/listOptions';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { needOfConversation, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { checkAllowed, type Purpose } from '../recipients/allowedRecipients';
import { createTask } from '../task';
import { transcriptOf } from './transcript';

const phoneNumber: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the person whose conversation to get',
};

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

const reading: Purpose = {
	verb: 'give out messages of',
	field: phoneNumber.displayName,
	choice: whoMayBeRead.displayName,
	list: readableContacts.displayName,
};

function compareTimes(a: ChatMessage, b: ChatMessage): number {
	return Date.parse(a.at) - Date.parse(b.at);
}

/** Gets the newest messages of the conversation with one person, oldest first. */
export const getMessages: Operation = {
	resource: 'message',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of the conversation with one person, oldest first',
	needs: needOfConversation,
	fields: [phoneNumber, maxMessages, options(asOneItem, readableContacts, timeout, whoMayBeRead)],
	async read(item) {
		const { gateway, connection } = item.session;
		const conversation = requireNeed(needOfConversation, gateway);
		const { displayName, name } = phoneNumber;
		const { defaultCountry } = connection.account;
		const { e164 } = readPhone(item.parameter(name, ''), defaultCountry, displayName);
		checkAllowed(e164, item, reading);
		const max = readNumber(item.parameter(maxMessages.name, maxMessages.default), maxMessages);
		const isOneItem = readSwitch(item.options[asOneItem.name], asOneItem);
		return createTask(null, async () => {
			const newest: ChatMessage[] = [];
			for await (const message of conversation.list(e164, connection)) {
				newest.push(message);
				if (newest.length >= max) break;
			}
			if (newest.length < max) item.note(conversation.reach);
			// The sort keeps what has the same time in the order of the list.
			const messages = newest.reverse().sort(compareTimes);
			if (!isOneItem) return messages;
			const transcript = transcriptOf(messages, item.timeZone);
			return { phoneNumber: e164, count: messages.length, transcript, messages };
		});
	},
};
