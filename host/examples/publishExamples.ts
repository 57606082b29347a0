import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import {
	credentialType,
	placeCredential,
	type CredentialReference,
	type SavedAccount,
} from '../rest/credentials';
import { nodeType, triggerType } from '../rest/editorRequests';
import type { Rest } from '../rest/rest';
import {
	placeWorkflow,
	publish,
	savedWorkflow,
	unpublish,
	type PlacedWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../rest/workflows';
import { Saver } from '../rest/saver';
import { HostFault } from '../fault';
import { withImitations } from '../services/origins';
import { loadExamples, triggerPath, type Example } from './loadExamples';
import { httpNodeType, withOtherCredentials } from './otherCredentials';
import { isRegistered } from './isRegistered';

/** An example that is saved in n8n. */
export interface PublishedExample extends Example {
	readonly saved: PlacedWorkflow;
	/** Why it is not published, if it is not: its address is that of a workflow of the user's. */
	readonly unpublished: string | undefined;
	/** The address of its production webhook, or of its form. */
	readonly address: string;
	readonly account: SavedAccount;
}

/** The addresses of n8n and of what the demo runs beside it. */
export interface Addresses {
	/** Where n8n serves webhooks. */
	readonly url: string;
	readonly sandboxUrl: string;
	/** The base URL of the imitated model. */
	readonly modelUrl: string;
	/** The imitated CRMs and the shop. */
	readonly servicesUrl: string;
}

/** Publishes each example with an account that supports it; skips one that none supports. */
export async function publishExamples(
	rest: Rest,
	addresses: Addresses,
	accounts: readonly SavedAccount[],
	saver = new Saver(rest),
): Promise<PublishedExample[]> {
	const published: PublishedExample[] = [];
	for (const example of loadExamples()) {
		const account = await accountFor(saver, example, accounts);
		if (account !== undefined) {
			published.push(await publishExample(rest, addresses, example, account, saver));
		}
	}
	return published;
}

/** The name of the account with the token of another app, in n8n's list: “…, second app”. */
export function otherAppName(name: string, accessToken: string): string {
	return `${name}, ${accessToken.split('-').slice(-2).join(' ')}`;
}

/** The account that the demo uses for an example. */
async function accountFor(
	saver: Saver,
	example: Example,
	accounts: readonly SavedAccount[],
): Promise<SavedAccount | undefined> {
	const able = accounts.filter((one) => supportsExample(one, example));
	const { gateways: preferred = [], accessToken } = example.demo;
	const account = able.find(({ data }) => data['gateway'] === preferred[0]) ?? able[0];
	if (account === undefined || accessToken === undefined) return account;
	const name = otherAppName(account.name, accessToken);
	const data = { ...account.data, accessToken };
	return { name, data, reference: await placeCredential(saver, name, data) };
}

/** Saves an example with an account's credential and publishes it. */
export async function publishExample(
	rest: Rest,
	addresses: Addresses,
	example: Example,
	account: SavedAccount,
	saver = new Saver(rest),
): Promise<PublishedExample> {
	const own = inDemo(withCredential(example.workflow, account.reference), addresses, example);
	const workflow = await withOtherCredentials(saver, own, addresses);
	const saved = await placeWorkflow(saver, workflow);
	const unpublished = await publishUnlessTaken(saver, saved);
	const received = triggerPath(workflow);
	if (received !== undefined) {
		const url = `${addresses.url}/webhook/${received}`;
		if (unpublished === undefined) await subscribeAgain(saver, addresses, saved, account, url);
	}
	const address = `${addresses.url}/${example.isForm ? 'form' : 'webhook'}/${example.path}`;
	return { ...example, saved, unpublished, address, account };
}

/**
 * Publishes a workflow, unless the user has unpublished it, or the user's own one has its address: the edited
 * one of its name, or one that was renamed. Returns why it is not published, if it is not.
 */
export async function publishUnlessTaken(
	saver: Saver,
	saved: PlacedWorkflow,
): Promise<string | undefined> {
	const { rest } = saver;
	const { active, activeVersionId } = await savedWorkflow(rest, saved.id);
	const isActive = active === true || Boolean(activeVersionId);
	if (!isActive && saver.leftPublished(saved.name) === true) return 'you unpublished it';
	// Two with one address cannot both be published, and the user chooses which one is.
	if (saved.edited !== undefined && !isActive) {
		return 'the one that you edited stays in its place';
	}
	try {
		await publish(rest, saved);
		saver.recordPublished(saved.name, true);
		return undefined;
	} catch (reason) {
		if (!(reason instanceof HostFault) || !/conflict/i.test(reason.message)) throw reason;
		return 'another workflow of yours has its address';
	}
}

/**
 * Subscribes an example to which the sandbox does not deliver: it is another sandbox than before, or another
 * workflow took its events over. n8n does nothing where the same version is published again.
 */
async function subscribeAgain(
	saver: Saver,
	{ sandboxUrl }: Addresses,
	saved: SavedWorkflow,
	account: SavedAccount,
	url: string,
): Promise<void> {
	if (await isRegistered(sandboxUrl, account, url)) return;
	// Should this start end in between, it was not the user who unpublished it.
	saver.recordPublished(saved.name, false);
	await unpublish(saver.rest, saved);
	await publish(saver.rest, saved);
	saver.recordPublished(saved.name, true);
}

/** The workflow with the demo's filters on its trigger, its other changes, and what is imitated in it. */
function inDemo(
	workflow: WorkflowFile,
	{ servicesUrl }: Addresses,
	{ demo: { filters, parameters: changes = {} } }: Example,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const isFiltered = node.type === triggerType && filters !== undefined;
		const parameters = {
			...(node.type === httpNodeType
				? withImitations(node.parameters, servicesUrl)
				: node.parameters),
			...(isFiltered && { filters: { ...filtersOf(node), ...filters } }),
			...changes[node.name],
		};
		return { ...node, parameters };
	});
	return { ...workflow, nodes };
}

function filtersOf({ parameters: { filters } }: WorkflowNode): object {
	return typeof filters === 'object' && filters !== null ? filters : {};
}

function gatewayOf({ data }: SavedAccount) {
	return gateways.find(({ id }) => id === data['gateway']);
}

/** Whether an account's gateway can send the example's messages, and calls webhooks if it waits for one. */
export function supportsExample(account: SavedAccount, { workflow, demo }: Example): boolean {
	const gateway = gatewayOf(account);
	if (demo.gateways !== undefined && !demo.gateways.includes(gateway?.id ?? '')) return false;
	const supported = Object.keys(gateway?.send ?? {}).map((kind) => kind.toLowerCase());
	// A gateway of the sandbox that signs nothing calls no webhook.
	const callsWebhooks = (account.data['webhookSecret'] ?? '') !== '';
	return (
		(triggerPath(workflow) === undefined || callsWebhooks) &&
		sentKinds(workflow).every((kind) => supported.includes(kind))
	);
}

/** The kinds of message that a workflow sends, in lower case. */
function sentKinds({ nodes }: WorkflowFile): string[] {
	return nodes
		.filter(
			({ type, parameters: { resource = 'message' } }) =>
				type === nodeType && resource === 'message',
		)
		.map(({ parameters: { operation, interactiveType, responseType } }) => {
			if (operation === 'sendAndWait') return responseType === 'list' ? 'list' : 'buttons';
			if (operation === 'sendToMany') return 'template';
			return String(interactiveType ?? String(operation).replace('send', '')).toLowerCase();
		});
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
