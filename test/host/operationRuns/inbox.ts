import { anna } from '../host';
import { ben, emil, list, of, type OperationRuns } from './operationRun';

/** A colleague who may open the agent. */
const userId = '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4';

export const inboxRuns: OperationRuns = {
	'conversation:update': {
		parameters: { conversation: anna, conversationFields: { aiEnabled: false, urgent: true } },
		item: { phone: anna, aiEnabled: false, urgent: true },
	},
	'conversation:assign': {
		parameters: { conversation: anna, userId, options: { reason: 'Asks for a refund' } },
		item: { phone: anna, assignedTo: userId },
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
};
