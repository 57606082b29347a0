import { anna } from '../host';
import { list, type OperationRuns } from './operationRun';

/** A path that the gateway has, where that which proves the token has nothing. */
const rawPaths: Readonly<Record<string, string>> = {
	mojeeb: '/v1/whatsapp/templates?agent_id={agentId}&connection_id={connectionId}',
};

export const accountRuns: OperationRuns = {
	'account:diagnose': {
		item: ({ id }) => ({
			summary: expect.stringMatching(/^Messages can be sent through /),
			...{ gateway: id, tokenAccepted: true },
		}),
	},
	'account:rawRequest': {
		parametersOf: ({ id, probe }) => ({ method: 'GET', path: rawPaths[id] ?? probe.path }),
		item: ({ id }) => ({ gateway: id, status: 200, body: expect.anything() }),
	},
	'account:getUsage': {
		item: { feature: 'contacts', name: 'Total Contacts', used: expect.any(Number), limit: null },
	},
	'account:getMessageBots': { parameters: list, item: { id: expect.any(String) } },
	'account:getTemplateBots': { parameters: list, item: { id: expect.any(String) } },

	'businessProfile:update': {
		parameters: { profileFields: { about: 'Open from 9 to 5', websites: 'https://shop.example' } },
		item: { updated: true },
	},
	'businessProfile:get': {
		item: { about: 'Open from 9 to 5', websites: ['https://shop.example'] },
	},

	'phoneNumber:check': {
		parameters: { phoneNumber: '0171 3920012', options: { checkAtGateway: true } },
		item: ({ checkNumber }) => ({
			...{ valid: true, e164: anna, country: 'DE' },
			gatewayCheck:
				checkNumber === undefined ? null : expect.objectContaining({ valid: true, reason: null }),
		}),
	},
	'phoneNumber:getAll': {
		parameters: list,
		item: { id: expect.any(String), phoneNumber: expect.any(String) },
	},
	'phoneNumber:setConversationalComponents': {
		parameters: { componentFields: { iceBreakers: ['Where is my order?'] } },
		item: { updated: true },
	},
	'phoneNumber:getConversationalComponents': { item: { iceBreakers: ['Where is my order?'] } },
	'phoneNumber:get': {
		item: { phoneNumber: expect.any(String), quality: 'GREEN' },
	},
};

/** What was sent by all runs before. */
export const usageRuns: OperationRuns = {
	'account:getAnalytics': {
		parameters: { figures: 'costs', per: 'month', splitBy: ['PRICING_CATEGORY'] },
		item: { category: expect.any(String), volume: expect.any(Number), sent: null },
	},
	'account:getAnalytics:messages': {
		parameters: { figures: 'messages', per: 'day' },
		item: { sent: expect.any(Number), cost: null },
	},
};
