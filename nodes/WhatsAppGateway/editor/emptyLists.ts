import type { ListName } from '../core/lists';

/**
 * What stands in an empty list: what to do. The list has room for some 45 characters, so neither the list nor
 * the gateway is named.
 */
export const ifEmpty: Readonly<Record<ListName, string>> = {
	phoneNumbers: 'None yet: add one in WhatsApp Manager',
	senderNumbers: 'None yet: connect one to the agent',
	channels: 'None yet: connect one in the dashboard',
	agents: 'None yet: create one in the dashboard',
	labels: 'None yet: type the name of a new one',
	sequences: 'None yet: publish one in the dashboard',
	flows: 'None yet: publish one in the dashboard',
	whatsAppFlows: 'None yet: create one in WhatsApp Manager',
	catalogs: 'None yet: connect one in Commerce Manager',
	sources: 'None yet: add one in the dashboard',
	statuses: 'None yet: add one in the dashboard',
	messageBots: 'None yet: create one in the dashboard',
	templateBots: 'None yet: create one in the dashboard',
	groups: 'None yet: make one with Group: Create',
	members: 'None yet: invite one in the dashboard',
};
