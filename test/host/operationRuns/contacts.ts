import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';
import { anna } from '../host';
import { dora, emil, list, of, picked, typed, type OperationRuns } from './operationRun';

const contact = (more: object = {}) => ({ contact: dora, ...more });

/** Dora, whom Create or Update makes, or Anna, who has written, where a gateway makes contacts itself. */
const personOf = ({ contacts }: Gateway) =>
	contacts?.save === undefined
		? { phone: anna, name: 'Anna Schmidt', email: null, labels: [] }
		: { phone: dora, name: 'Dora Weber', email: 'dora@shop.example', labels: ['vip'] };

/** The label of a comment, where comments have one. */
const commentLabel = ({ contacts }: Gateway) =>
	contacts?.commentRules?.hasLabels === true ? 'Call' : null;

export const contactRuns: OperationRuns = {
	'contact:createMany': {
		parameters: { contact: emil, additionalFields: { name: 'Emil Roth', labels: 'news' } },
		item: { outcome: 'created', phone: emil, name: 'Emil Roth', labels: ['news'] },
	},
	'contact:upsert': {
		parameters: contact({ additionalFields: { name: 'Dora Weber', email: 'dora@shop.example' } }),
		item: { phone: dora, name: 'Dora Weber', email: 'dora@shop.example' },
	},
	'contact:addLabel': {
		parameters: contact({ label: typed('vip') }),
		item: { phone: dora, labels: ['vip'] },
	},
	'contact:get': {
		parametersOf: (gateway) => ({ contact: personOf(gateway).phone }),
		item: personOf,
	},
	'contact:getAll': {
		parametersOf: (gateway) => ({
			...list,
			filters: { search: personOf(gateway).name.slice(0, 4) },
		}),
		item: personOf,
	},
	'contact:getLabels': { parameters: list, item: { name: expect.any(String) } },
};

/** What comes after the lists of labels were read: some gateways have those of contacts only. */
export const laterContactRuns: OperationRuns = {
	'contact:removeLabel': {
		parameters: contact({ label: typed('vip') }),
		item: { phone: dora, labels: [] },
	},
	'contact:update': {
		parametersOf: (gateway) => ({
			...{ contact: personOf(gateway).phone, updateFields: { name: 'Toni Maier' } },
		}),
		item: (gateway) => ({ ...personOf(gateway), name: 'Toni Maier', labels: [] }),
	},
	'contact:startSequence': {
		parameters: contact({ sequence: picked('01J3S000000000000000000001'), context: '{}' }),
		item: { status: 'started', sessionId: expect.any(String) },
	},
	'contact:startFlow': {
		parametersOf: ({ startsByHook }) =>
			contact({
				flow:
					startsByHook === true
						? { __rl: true, mode: 'id', value: 'hk_sandbox_cart' }
						: picked('01J3F000000000000000000001'),
				context: '{"order": "A-1"}',
			}),
		item: { status: 'started', sessionId: expect.any(String) },
	},
	'contact:addComment': {
		parametersOf: (gateway) => {
			const label = commentLabel(gateway);
			const options = label === null ? {} : { label };
			return { contact: anna, comment: 'Called back', options };
		},
		item: (gateway) => ({ text: 'Called back', label: commentLabel(gateway) }),
	},
	'contact:getComments': {
		parameters: { contact: anna },
		item: (gateway) => ({
			...{ id: expect.any(String), text: 'Called back', label: commentLabel(gateway) },
		}),
	},
	'contact:updateComment': {
		parameters: {
			...{ contact: anna, commentId: of('contact:getComments', 'id') },
			comment: 'Called back twice',
		},
		item: { text: 'Called back twice' },
	},
	'contact:deleteComment': {
		parameters: { contact: anna, commentId: of('contact:updateComment', 'id') },
		item: { deleted: true, id: expect.any(String) },
	},
	// While the contact is there.
	'message:sendBroadcast': {
		parameters: {
			...{ broadcastName: 'Winter', template: typed('order_confirmation'), language: 'en' },
			variables: '{"1": "you", "2": "A-1", "3": "5 €"}',
			contactIds: of('contact:get', 'id'),
		},
		item: { broadcast: 'Winter', contacts: 1, part: 1, parts: 1, replayed: false },
		arrives: [{ phone: dora, template: { name: 'order_confirmation', language: 'en' } }],
	},
	'message:getBroadcasts': {
		parameters: list,
		item: { id: expect.any(String), name: 'Winter', status: 'completed' },
	},
	'contact:delete': { parameters: contact(), item: { phone: dora, deleted: true } },
	'contact:deleteMany': {
		parameters: { contact: emil },
		item: { outcome: 'deleted', phone: emil, id: expect.any(String) },
	},

	'contact:block': { parameters: { contact: anna }, item: { phone: anna, blocked: true } },
	'contact:getBlocked': { parameters: list, item: { phone: anna } },
	'contact:unblock': { parameters: { contact: anna }, item: { phone: anna, blocked: false } },
	'contact:getCallPermission': {
		parameters: { contact: anna },
		item: { phone: anna, permission: 'no_permission', canCall: false, canAsk: true },
	},
};
