import type { WorkflowNode } from '../../../host/rest/workflows';
import { anna } from '../host';
import { ben, list, of, type OperationRuns } from './operationRun';

const group = { __rl: true, mode: 'id', value: of('group:getAll', 'id') };
const requests = `$('group:getJoinRequests').all()`;

/** An operation that WhatsApp carries out after its answer. */
const requested = { status: 'requested' };

export const groupRuns: OperationRuns = {
	'group:create': {
		parameters: { subject: 'Tour', groupFields: { joinApprovalMode: 'approval_required' } },
		item: { ...requested, subject: 'Tour', requestId: expect.any(String) },
	},
	'group:getAll': { parameters: list, item: { id: expect.any(String), subject: 'Tour' } },
	'group:update': {
		parameters: { group, groupFields: { subject: 'Tour 2', description: 'Sunday' } },
		item: requested,
	},
	'group:getInviteLink': {
		parameters: { group },
		item: { inviteLink: expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\//) },
	},
	'group:getJoinRequests': { parameters: { group, ...list }, item: { phone: anna } },
	'group:approveJoinRequests': {
		parameters: { group, joinRequestIds: `={{ ${requests}[0]?.json.id }}` },
		item: { decision: 'approved', joinRequestIds: [expect.any(String)] },
	},
	'group:rejectJoinRequests': {
		parameters: { group, joinRequestIds: `={{ [${requests}[1]?.json.id] }}` },
		item: { decision: 'rejected', joinRequestIds: [expect.any(String)] },
	},
	'group:get': {
		parameters: { group },
		item: {
			...{ subject: 'Tour 2', description: 'Sunday', joinApprovalMode: 'approval_required' },
			participants: [{ phone: anna, userId: null, username: null }],
		},
	},
	'group:removeParticipants': {
		parameters: { group, participants: anna },
		item: { ...requested, participants: [anna] },
	},
	'group:resetInviteLink': {
		parameters: { group },
		item: { inviteLink: expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\//) },
	},
	'group:delete': { parameters: { group }, item: requested },
};

/** A node of the workflow, wherever it stands. */
export type Step = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters'>;

/** The run before the people follow the link that it gives. */
export const invites = 'group:getInviteLink';

/** What stands for people who follow the invite link on their phones, the first one first. */
export function followers(sandboxUrl: string): Step[] {
	const link = `$('${invites}').first().json.inviteLink.replace('https:/', '${sandboxUrl}/metaCloud')`;
	return [anna, ben].map((phone) => ({
		...{ name: `${phone} follows the link`, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
		parameters: {
			...{ method: 'POST', url: `={{ ${link} }}`, sendBody: true, specifyBody: 'json' },
			...{ jsonBody: JSON.stringify({ phone }), options: {} },
		},
	}));
}
