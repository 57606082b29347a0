import {
	modelCredentialData,
	modelCredentialName,
	modelCredentialType,
	modelNodeType,
} from '../model/modelCredential';
import { placeCredential, type CredentialReference } from '../rest/credentials';
import type { Saver } from '../rest/saver';
import type { WorkflowFile } from '../rest/workflows';
import { hubspotToken } from '../services/hubspot';
import { pipedriveToken } from '../services/pipedrive';

/** The names of the accounts at the imitated CRMs, in n8n's list. */
export const crmCredentialNames = ['HubSpot (imitated)', 'Pipedrive (imitated)'] as const;

/** n8n's node for any request: the only one that speaks to what is imitated. */
export const httpNodeType = 'n8n-nodes-base.httpRequest';

/** Credentials of n8n's own nodes that the demo provides. */
const others: ReadonlyArray<{
	readonly nodeType: string;
	readonly credentialType: string;
	/** Whether a node needs it. */
	readonly isNeeded?: (parameters: Readonly<Record<string, unknown>>) => boolean;
	readonly save: (saver: Saver, modelUrl: string) => Promise<CredentialReference>;
}> = [
	{
		nodeType: modelNodeType,
		credentialType: modelCredentialType,
		save: async (saver, modelUrl) =>
			await placeCredential(saver, modelCredentialName, modelCredentialData(modelUrl), {
				type: modelCredentialType,
			}),
	},
	{
		nodeType: httpNodeType,
		credentialType: 'hubspotAppToken',
		isNeeded: ({ nodeCredentialType }) => nodeCredentialType === 'hubspotAppToken',
		save: async (saver) =>
			await placeCredential(
				saver,
				crmCredentialNames[0],
				{ appToken: hubspotToken },
				{ type: 'hubspotAppToken' },
			),
	},
	{
		nodeType: httpNodeType,
		credentialType: 'pipedriveApi',
		isNeeded: ({ nodeCredentialType }) => nodeCredentialType === 'pipedriveApi',
		save: async (saver) =>
			await placeCredential(
				saver,
				crmCredentialNames[1],
				{ apiToken: pipedriveToken },
				{ type: 'pipedriveApi' },
			),
	},
];

/** The workflow with credentials on those of n8n's own nodes that need one. */
export async function withOtherCredentials(
	saver: Saver,
	workflow: WorkflowFile,
	{ modelUrl }: { readonly modelUrl: string },
): Promise<WorkflowFile> {
	let { nodes } = workflow;
	for (const { nodeType, credentialType, isNeeded = () => true, save } of others) {
		const needsIt = (node: (typeof nodes)[number]) =>
			node.type === nodeType && isNeeded(node.parameters);
		if (!nodes.some(needsIt)) continue;
		const reference = await save(saver, modelUrl);
		nodes = nodes.map((node) =>
			needsIt(node) ? { ...node, credentials: { [credentialType]: reference } } : node,
		);
	}
	return { ...workflow, nodes };
}
