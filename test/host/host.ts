import { readArrivals, resetSandbox, type Arrival } from '../../host/arrivals';
import {
	saveAccounts,
	type CredentialData,
	type CredentialReference,
	type SavedAccount,
} from '../../host/credential';
import { publishExamples, withCredential, type PublishedExample } from '../../host/examples';
import { Rest } from '../../host/rest';
import {
	publish,
	saveWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../../host/workflows';
import { nodeType } from '../../host/questions';
import { sharedVariable, type Shared } from './setUp';

/** People of the sandbox: the first wrote an hour ago, the others may be sent templates only. */
export const anna = '+491713920012';
export const ben = '+14155550123';
export const chloe = '+447700900456';

/** The server that runs for all test files, seen by one of them. */
export interface Host extends Shared {
	readonly rest: Rest;
	readonly credential: CredentialReference;
	/** A credential for each gateway of the sandbox; the first one is `credential`. */
	readonly accounts: readonly SavedAccount[];
	/** The credential's fields, with what a test wants otherwise. */
	fields(changes?: CredentialData): CredentialData;
	examples(): Promise<PublishedExample[]>;
	save(workflow: WorkflowFile): Promise<SavedWorkflow>;
	/** Saves a workflow, publishes it, and gives the address of its webhook. */
	serve(workflow: WorkflowFile, path: string): Promise<SavedWorkflow & { address: string }>;
	arrivals(): Promise<Arrival[]>;
	reset(): Promise<void>;
}

/** Logs in to the running server. */
export async function openHost(): Promise<Host> {
	const shared = JSON.parse(process.env[sharedVariable] ?? '{}') as Shared;
	const { url, sandboxUrl } = shared;
	const rest = await Rest.login(url);
	const accounts = await saveAccounts(rest, sandboxUrl);
	const [first] = accounts;
	if (first === undefined) throw new Error('The sandbox speaks like no gateway.');
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
		arrivals: async () => await readArrivals(sandboxUrl),
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

/** Manual trigger → these items → the node → one Edit-nothing node for each of its outputs. */
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

/** Webhook → the node, which reads the posted body as its item. */
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
