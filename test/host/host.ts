import {
	receivedMessages,
	resetSandbox,
	type PhoneMessage,
} from '../../host/examples/expectedMessages';
import {
	publishExamples,
	withCredential,
	type PublishedExample,
} from '../../host/examples/publishExamples';
import {
	saveAccounts,
	type CredentialData,
	type CredentialReference,
	type SavedAccount,
} from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { Rest } from '../../host/rest/rest';
import {
	publish,
	saveWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../../host/rest/workflows';
import { sharedVariable, type Shared } from './setUp';

/** A phone of the sandbox whose user wrote an hour ago. */
export const anna = '+491713920012';

/** The server that all test files share, opened by one of them. */
export interface Host extends Shared {
	readonly rest: Rest;
	readonly credential: CredentialReference;
	/** A credential for each gateway of the sandbox; the first one is `credential`. */
	readonly accounts: readonly SavedAccount[];
	/** The credential's fields, with a test's changes. */
	fields(changes?: CredentialData): CredentialData;
	examples(): Promise<PublishedExample[]>;
	save(workflow: WorkflowFile): Promise<SavedWorkflow>;
	/** Saves a workflow, publishes it, and returns the address of its webhook. */
	serve(workflow: WorkflowFile, path: string): Promise<SavedWorkflow & { address: string }>;
	/** The messages that the phones received. */
	received(): Promise<PhoneMessage[]>;
	reset(): Promise<void>;
}

/** Logs in to the running server. */
export async function openHost(): Promise<Host> {
	const shared = JSON.parse(process.env[sharedVariable] ?? '{}') as Shared;
	const { url, sandboxUrl } = shared;
	const rest = await Rest.login(url);
	const accounts = await saveAccounts(rest, sandboxUrl);
	const [first] = accounts;
	if (first === undefined) throw new Error('The sandbox has no gateway.');
	const { data } = first;
	const credential = first.reference;
	const save = async (workflow: WorkflowFile) =>
		await saveWorkflow(rest, withCredential(workflow, credential));
	return {
		...shared,
		rest,
		credential,
		accounts,
		save,
		fields: (changes = {}) => ({ ...data, ...changes }),
		examples: async () => await publishExamples(rest, shared, accounts),
		async serve(workflow, path) {
			const saved = await save(workflow);
			await publish(rest, saved);
			return { ...saved, address: `${url}/webhook/${path}` };
		},
		received: async () => await receivedMessages(sandboxUrl),
		reset: async () => await resetSandbox(sandboxUrl),
	};
}

/** A node of the package that sends a text. */
export const sendText = (text: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
	id: 'send',
	name: 'Send',
	type: nodeType,
	typeVersion: 1,
	position: [400, 0],
	parameters: {
		resource: 'message',
		operation: 'sendText',
		to: '={{ $json.phone }}',
		text,
		options: {},
	},
	...more,
});

/** Manual trigger → these items → the node. */
export function manualWorkflow(
	name: string,
	items: readonly object[],
	node: WorkflowNode,
): WorkflowFile {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: [200, 0],
				parameters: { jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }));` },
			},
			node,
		],
		connections: { Start: to('Items'), Items: to(node.name) },
		settings: { executionOrder: 'v1' },
	};
}

/** Webhook → the node, whose item is the posted body. */
export function webhookWorkflow(name: string, path: string, node: WorkflowNode): WorkflowFile {
	return {
		name,
		nodes: [
			{
				id: 'hook',
				name: 'Hook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: `00000000-0000-4000-8000-${path.padEnd(12, '0').slice(0, 12)}`,
				parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			},
			node,
		],
		connections: { Hook: to(node.name) },
		settings: { executionOrder: 'v1' },
	};
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
