import { type ListName, listNames, readList } from '../core/lists';
import { firstOf } from './firstOf';
import { limit, readLimit, returnAll } from './fields/listOptions';
import { options } from './fields/options';
import { timeout } from './fields/runOptions';
import { createNeed, requireNeed } from './needs';
import type { Operation } from './operation';
import { createTask } from './task';

/** Creates an operation that gives one of the account's lists. */
function createListOperation(
	list: ListName,
	texts: Pick<Operation, 'resource' | 'value' | 'name' | 'action' | 'description'>,
): Operation {
	const needs = createNeed(
		({ lists }) => lists?.[list],
		`has no list of ${listNames[list]}.`,
		() => 'Look them up in the gateway’s dashboard.',
	);
	return {
		...texts,
		needs,
		fields: [returnAll, limit, options(timeout)],
		async read(item) {
			const { gateway, connection } = item.session;
			const fetchPage = requireNeed(needs, gateway);
			const maxEntries = readLimit(item);
			return createTask(
				null,
				async () =>
					await firstOf(
						readList(fetchPage, connection, (only) => item.note(`${only} are in the list.`)),
						maxEntries,
					),
			);
		},
	};
}

/** Lists the tags or groups of the account. */
export const getLabels = createListOperation('labels', {
	resource: 'contact',
	value: 'getLabels',
	name: 'Get Many Tags or Groups',
	action: 'Get many tags or groups',
	description: 'Get the tags or groups of the account, whatever contacts have them',
});

/** Lists the message bots of the account. */
export const getMessageBots = createListOperation('messageBots', {
	resource: 'account',
	value: 'getMessageBots',
	name: 'Get Many Message Bots',
	action: 'Get many message bots',
	description: 'Get the bots of the account that answer with a message',
});

/** Lists the template bots of the account. */
export const getTemplateBots = createListOperation('templateBots', {
	resource: 'account',
	value: 'getTemplateBots',
	name: 'Get Many Template Bots',
	action: 'Get many template bots',
	description: 'Get the bots of the account that answer with a template',
});
