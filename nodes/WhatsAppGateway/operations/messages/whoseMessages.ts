import type { INodeProperties } from 'n8n-workflow';

import type { AccountMessage, Conversation } from '../../core/conversation';
import { GatewayError } from '../../core/faults';
import type { Need } from '../../core/need';
import { readChoice } from '../../n8n/readOption';
import { readPhone } from '../../whatsapp/phone';
import { readableContacts, whoMayBeRead } from '../fields/allowedRecipients';
import { needOfAccountMessages, needOfConversation, requireNeed } from '../needs';
import type { Item } from '../operation';
import { checkAllowed, type Purpose, readWhoMay } from '../recipients/allowedRecipients';
import { readMessageFilters } from './messageFilters';

/** Whose messages: never the agent's choice, and never that of a number that is missing. */
export const messagesOf: INodeProperties = {
	displayName: 'Messages Of',
	name: 'messagesOf',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'One Person',
			value: 'person',
			description: 'The conversation with one phone number',
		},
		{
			name: 'Whole Account',
			value: 'account',
			description: 'What everybody wrote and got, as far as the gateway lists it',
		},
	],
	default: 'person',
};

/** Whose, of one person. */
export const phoneNumber: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	displayOptions: { show: { messagesOf: ['person'] } },
	description: 'The phone number of the person whose conversation to get',
};

const reading: Purpose = {
	verb: 'give out messages of',
	field: phoneNumber.displayName,
	choice: whoMayBeRead.displayName,
	list: readableContacts.displayName,
};

/** What the messages need, by whose they are. */
export const needsOfMessages = {
	person: needOfConversation,
	account: needOfAccountMessages,
} satisfies Record<string, Need>;

/** What is listed of whom. */
export interface Listed {
	readonly messages: () => AsyncIterable<AccountMessage>;
	/** E.164; `null` for everybody. */
	readonly phoneNumber: string | null;
	/** How far back the list reaches; `null` for all the way. */
	readonly reach: string | null;
}

async function* withPerson(
	person: string,
	messages: ReturnType<Conversation['list']>,
): AsyncIterable<AccountMessage> {
	for await (const message of messages) yield { phoneNumber: person, ...message };
}

/** The messages with one person. Throws `recipientInvalid`. */
function readPerson(item: Item): Listed {
	const { gateway, connection } = item.session;
	const conversation = requireNeed(needsOfMessages.person, gateway);
	const { displayName, name } = phoneNumber;
	const { defaultCountry } = connection.account;
	const { e164 } = readPhone(item.parameter(name, ''), defaultCountry, displayName);
	checkAllowed(e164, item, reading);
	const filters = readMessageFilters(item);
	return {
		messages: () => withPerson(e164, conversation.list(e164, connection, filters)),
		phoneNumber: e164,
		reach: conversation.reach,
	};
}

function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

/** Those with everybody. Throws `invalidRequest` where only those of some people may be given out. */
function readAccount(item: Item): Listed {
	const { gateway, connection } = item.session;
	const listAll = requireNeed(needsOfMessages.account, gateway);
	// An expression could be what an agent wants.
	if (item.isAgentTool && item.expression(messagesOf.name).startsWith('=')) {
		refuse(
			`${messagesOf.displayName} is an expression, which an agent could choose.`,
			`Select it in the list. Without ${messagesOf.displayName}, the messages with one person are read.`,
		);
	}
	if (readWhoMay(item, reading) !== 'anyone') {
		refuse(
			`The option ${reading.choice} is set, and the messages of the whole account are those of everybody.`,
			`Choose One Person in ${messagesOf.displayName}, or remove the options ${reading.choice} and ${reading.list}.`,
		);
	}
	const filters = readMessageFilters(item);
	return { messages: () => listAll(filters, connection), phoneNumber: null, reach: null };
}

/** Reads whose messages are wanted, and which of them. Throws `recipientInvalid`, `unsupported`, `invalidRequest`. */
export function readListed(item: Item): Listed {
	const of = readChoice(item.parameter(messagesOf.name, messagesOf.default), messagesOf);
	return of === 'account' ? readAccount(item) : readPerson(item);
}
