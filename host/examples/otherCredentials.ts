import { randomBytes } from 'node:crypto';

import {
	modelCredentialData,
	modelCredentialName,
	modelCredentialType,
	modelNodeType,
} from '../model/modelCredential';
import { placeCredential, type CredentialReference } from '../rest/credentials';
import type { Saver } from '../rest/saver';
import type { WorkflowFile } from '../rest/workflows';

/** The name of the secret of examples that make HMACs, in n8n's list. */
export const hmacCredentialName = 'HMAC secret (sandbox)';

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
		nodeType: 'n8n-nodes-base.crypto',
		credentialType: 'crypto',
		isNeeded: ({ action }) => action === 'hmac',
		save: async (saver) =>
			await placeCredential(
				saver,
				hmacCredentialName,
				{ hmacSecret: randomBytes(32).toString('hex') },
				// The first one stays: what was made with it goes on being valid.
				{ type: 'crypto', content: 'random' },
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
