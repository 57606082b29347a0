import { createListOperation } from '../fields/listOperation';

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
