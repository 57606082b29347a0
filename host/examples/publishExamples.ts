import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { saveModelCredential, withModelCredential } from '../model/modelCredential';
import { credentialType, type CredentialReference, type SavedAccount } from '../rest/credentials';
import { nodeType } from '../rest/editorRequests';
import type { Rest } from '../rest/rest';
import { publish, saveWorkflow, type SavedWorkflow, type WorkflowFile } from '../rest/workflows';
import { loadExamples, type Example } from './loadExamples';
import { registerWebhook } from './userActions';

/** An example that is published in n8n. */
export interface PublishedExample extends Example {
	readonly saved: SavedWorkflow;
	/** The address of its production webhook. */
	readonly address: string;
	readonly account: SavedAccount;
}

/** The addresses of n8n, of the sandbox, and of the imitated model. */
export interface Addresses {
	readonly url: string;
	readonly sandboxUrl: string;
	/** The base URL for its credential. */
	readonly modelUrl: string;
}

/** Publishes each example with the first account that supports it; skips one that none supports. */
export async function publishExamples(
	rest: Rest,
	addresses: Addresses,
	accounts: readonly SavedAccount[],
): Promise<PublishedExample[]> {
	const published: PublishedExample[] = [];
	for (const example of loadExamples()) {
		const account = accounts.find((one) => supportsExample(one, example));
		if (account !== undefined) {
			published.push(await publishExample(rest, addresses, example, account));
		}
	}
	return published;
}

/** Saves an example with an account's credential and publishes it. */
export async function publishExample(
	rest: Rest,
	{ url, sandboxUrl, modelUrl }: Addresses,
	example: Example,
	account: SavedAccount,
): Promise<PublishedExample> {
	const model = await saveModelCredential(rest, modelUrl);
	const workflow = withCredential(example.workflow, account.reference);
	const nodes = withModelCredential(workflow.nodes, model);
	const saved = await saveWorkflow(rest, { ...workflow, nodes });
	await publish(rest, saved);
	const address = `${url}/webhook/${example.path}`;
	if (example.userActions.length > 0) await registerWebhook(sandboxUrl, account, address);
	return { ...example, saved, address, account };
}

/** Whether an account's gateway can send the example's messages, and calls webhooks if it waits for one. */
export function supportsExample(
	{ data }: SavedAccount,
	{ workflow, userActions }: Example,
): boolean {
	const gateway = gateways.find(({ id }) => id === data['gateway']);
	const supported = Object.keys(gateway?.send ?? {}).map((kind) => kind.toLowerCase());
	// A gateway of the sandbox that signs nothing calls no webhook.
	const callsWebhooks = (data['webhookSecret'] ?? '') !== '';
	return (
		(userActions.length === 0 || callsWebhooks) &&
		sentKinds(workflow).every((kind) => supported.includes(kind))
	);
}

/** The kinds of message that a workflow sends, in lower case. */
function sentKinds({ nodes }: WorkflowFile): string[] {
	return nodes
		.filter(({ type }) => type === nodeType)
		.map(({ parameters }) =>
			String(
				parameters['interactiveType'] ?? String(parameters['operation']).replace('send', ''),
			).toLowerCase(),
		);
}

/** The workflow with the credential set on each of the package's nodes. */
export function withCredential(
	workflow: WorkflowFile,
	credential: CredentialReference,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		// The triggers, and what n8n makes of the node for AI agents, are named after it.
		node.type.startsWith(nodeType)
			? { ...node, credentials: { [credentialType]: credential } }
			: node,
	);
	return { ...workflow, nodes };
}
