import { type ListName, listNames } from '../core/lists';

/** What to do where an account has no entry of a list. */
const whatToDo: Readonly<Record<ListName, string>> = {
	phoneNumbers: 'add one in WhatsApp Manager',
	senderNumbers: 'connect one to the agent',
	channels: 'connect a number there',
	agents: 'create one there',
	labels: 'type the name of a new one',
	sequences: 'publish one there',
	flows: 'publish one there',
	whatsAppFlows: 'create one in WhatsApp Manager',
	catalogs: 'connect one in Commerce Manager',
	sources: 'add one there',
	statuses: 'add one there',
	messageBots: 'create one there',
	templateBots: 'create one there',
};

/** What stands in an empty list, as a sentence. */
export function ifEmpty(list: ListName, gateway: string): string {
	return `No ${listNames[list]} at ${gateway} yet: ${whatToDo[list]}`;
}
