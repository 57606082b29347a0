import type { Gateway } from '../core/gateway';
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
	libraryTemplates: 'None yet: look in WhatsApp Manager',
	members: 'None yet: invite one in the dashboard',
};

/** The lists whose entries some gateways take without giving the list. */
const takesTyped: { readonly [Name in ListName]?: (gateway: Gateway) => boolean } = {
	labels: ({ contacts }) => (contacts?.labelName ?? null) !== null,
	flows: ({ startsByHook }) => startsByHook === true,
	whatsAppFlows: ({ send }) => send.flow !== undefined,
	catalogs: ({ send }) => send.product !== undefined,
};

/** What stands in a list that the gateway does not give: what to do. */
export function insteadOfList(list: ListName, gateway: Gateway): string {
	return takesTyped[list]?.(gateway) === true
		? `Not listed by ${gateway.name}: type it`
		: `Not with ${gateway.name}: leave it out`;
}
