import { anna } from '../host';
import { ben, emil, list, of, type OperationRuns, picked } from './operationRun';

/** A colleague who may open the agent. */
const colleague = '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4';
const userId = picked(colleague);

export const inboxRuns: OperationRuns = {
	'conversation:update': {
		parameters: { conversation: anna, conversationFields: { aiEnabled: false, urgent: true } },
		item: { phone: anna, aiEnabled: false, urgent: true },
	},
	'conversation:assign': {
		parameters: { conversation: anna, userId, options: { reason: 'Asks for a refund' } },
		item: { phone: anna, assignedTo: colleague },
	},
	'conversation:getAll': {
		parameters: { ...list, filters: { assignedTo: userId, urgent: true } },
		item: { phone: anna, aiEnabled: false },
	},
	'conversation:unassign': {
		parameters: { conversation: of('conversation:getAll', 'id') },
		item: { phone: anna, assignedTo: null },
	},
	'conversation:resumeAi': {
		parameters: { conversation: ben },
		item: { phone: ben, aiPausedUntil: null, aiEnabled: true },
	},
	'lead:create': {
		parameters: { leadFields: { name: 'Emil Roth', phone: emil, summary: 'Wants an offer' } },
		item: { name: 'Emil Roth', phone: emil, status: 'new' },
	},
	'lead:update': {
		parameters: { lead: emil, leadFields: { status: 'won', pinned: true } },
		item: { name: 'Emil Roth', status: 'won', pinned: true },
	},
	'lead:getAll': {
		parameters: { ...list, filters: { search: 'Emil', status: 'won' } },
		item: { name: 'Emil Roth', phone: emil },
	},
	'lead:assign': {
		parameters: { lead: emil, userId, options: { reason: 'Asks for an offer' } },
		item: { phone: emil, assignedTo: colleague },
	},
	'lead:unassign': {
		parameters: { lead: of('lead:getAll', 'id') },
		item: { phone: emil, assignedTo: null },
	},
	'lead:changeStatus': {
		parameters: { fromStatus: 'won', newStatus: 'lost', filters: { search: 'Emil' } },
		item: { dryRun: false, fromStatus: 'won', newStatus: 'lost', matched: 1, changed: 1 },
	},
	'lead:createField': {
		parameters: {
			...{ fieldKey: 'plan', fieldLabel: 'Plan', fieldType: 'enum', choices: 'Small, Large' },
			isRequired: true,
		},
		item: { key: 'plan', type: 'enum', choices: ['Small', 'Large'], required: true },
	},
	'lead:updateField': {
		parameters: { fieldKey: 'plan', fieldChanges: { fieldLabel: 'Tariff' } },
		item: { key: 'plan', label: 'Tariff', builtIn: false },
	},
	'lead:getFields': { item: { key: 'name', builtIn: true } },
	'lead:deleteField': {
		parameters: { fieldKey: 'plan' },
		item: { deleted: true, key: 'plan' },
	},
	'lead:delete': {
		parameters: { lead: emil },
		item: { deleted: true, id: expect.any(String) },
	},
};
