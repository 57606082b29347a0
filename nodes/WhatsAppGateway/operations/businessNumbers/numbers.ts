import type { INodeProperties } from 'n8n-workflow';

import type { ChatComponentsChange } from '../../core/businessNumber';
import { givenList } from '../../core/givenJson';
import { asObject, asObjects } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { checkChatComponents } from '../../whatsapp/businessNumberLimits';
import { refuse } from '../../whatsapp/shape';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { fieldText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { needOfNumbers, numberInUse, numberOptions } from './numberInUse';

/** What each operation needs. */
const needs = {
	get: needOfNumbers('show a number of the account'),
	list: needOfNumbers('list the account’s numbers'),
	read: needOfNumbers('read conversational components'),
	set: needOfNumbers('set conversational components'),
};

/** Gets one of the account's numbers. */
export const getBusinessNumber: Operation = {
	resource: 'phoneNumber',
	value: 'get',
	name: 'Get',
	action: 'Get phone number of the business',
	description: 'Get the account’s number that sends, with its quality and throughput',
	needs: needs.get,
	fields: [options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.get);
		return createTask(null, async () => await numbers.get(connection));
	},
};

/** Lists the account's numbers. */
export const getBusinessNumbers: Operation = {
	resource: 'phoneNumber',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many phone numbers of the business',
	description: 'Get many of the account’s own numbers, with their quality and throughput',
	needs: needs.list,
	fields: [returnAll, limit, options(timeout)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.list);
		const maxNumbers = readLimit(item);
		return createTask(null, async () => await firstOf(numbers.list(connection), maxNumbers));
	},
};

/** Gets what people can tap before they write. */
export const getChatComponents: Operation = {
	resource: 'phoneNumber',
	value: 'getConversationalComponents',
	name: 'Get Conversational Components',
	action: 'Get conversational components',
	description: 'Get the ice breakers and commands that people see in a chat with the business',
	needs: needs.read,
	fields: [options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.read);
		return createTask(null, async () => await numbers.chatComponents.get(connection));
	},
};

const welcomeMessage: INodeProperties = {
	displayName: 'Welcome Message',
	name: 'welcomeMessage',
	type: 'boolean',
	default: false,
	description:
		'Whether the trigger hears of a person who opens the chat for the first time, so that the workflow can greet them',
};

const componentFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'componentFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description:
		'What to change. What is left out stays as it is, and an empty list removes all of it.',
	options: [
		{
			displayName: 'Commands',
			name: 'commands',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, maxAllowedFields: 30, sortable: true },
			placeholder: 'Add command',
			default: {},
			description: 'What people see when they type a slash, up to 30',
			options: [
				{
					displayName: 'Command',
					name: 'command',
					values: [
						{
							displayName: 'Description',
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. Check your order status',
							description: 'Up to 256 characters',
						},
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. status',
							description: 'Up to 32 letters, digits and underscores, without the slash',
						},
					],
				},
			],
		},
		{
			displayName: 'Ice Breakers',
			name: 'iceBreakers',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ice breaker' },
			default: [],
			placeholder: 'e.g. Where is my order?',
			description: 'What a new chat offers to tap, up to four of 80 characters',
		},
		welcomeMessage,
	],
};

/** Reads what is changed. Throws `invalidRequest` where that is nothing. */
function readChange({ parameter }: Item): ChatComponentsChange {
	const given = asObject(parameter(componentFields.name, {}));
	const { iceBreakers, commands, welcomeMessage: welcome } = given;
	const rows = Array.isArray(commands) ? commands : asObject(commands)['command'];
	// In the form, each is an entry of a list; a model gives the whole list as one text.
	const texts = (givenList(iceBreakers) ?? [iceBreakers]).flatMap(
		(entry): unknown[] => givenList(entry) ?? [entry],
	);
	const change: ChatComponentsChange = {
		...(iceBreakers !== undefined && {
			iceBreakers: texts.map((text) => fieldText(text, 'Ice Breakers')),
		}),
		...(commands !== undefined && {
			commands: asObjects(rows).map(({ name, description }) => ({
				name: fieldText(name, 'Name').replace(/^\//, ''),
				description: fieldText(description, 'Description'),
			})),
		}),
		...(welcome !== undefined &&
			welcome !== null && { welcomeMessage: readSwitch(welcome, welcomeMessage) }),
	};
	if (Object.keys(change).length > 0) return change;
	return refuse('Nothing of the conversational components is changed.', 'Add a field.');
}

/** Sets what people can tap before they write. */
export const setChatComponents: Operation = {
	resource: 'phoneNumber',
	value: 'setConversationalComponents',
	name: 'Set Conversational Components',
	action: 'Set conversational components',
	description: 'Set the ice breakers and commands that people see in a chat with the business',
	needs: needs.set,
	fields: [componentFields, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.set);
		const change = readChange(item);
		checkChatComponents(change);
		return createTask(null, async () => ({
			updated: true,
			raw: (await numbers.chatComponents.set(change, connection)) ?? null,
		}));
	},
};
