import axios from 'axios';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../nodes/WhatsAppGateway/gateways';
import type { Arrival } from './arrivals';
import { credentialType, type CredentialReference, type SavedAccount } from './credential';
import { executionIds, newExecution, type Execution } from './executions';
import { HostFault } from './fault';
import { project } from './packed';
import { personDoes, tellWebhook, type Deed } from './phones';
import { nodeType, nodeTypes, triggerType } from './questions';
import { isRecord, type Rest } from './rest';
import { publish, saveWorkflow, type SavedWorkflow, type WorkflowFile } from './workflows';

/** A workflow of `examples/`, how it is begun, and what must arrive at the phones then. */
export interface Example {
	/** The file's name without its ending. */
	readonly name: string;
	readonly workflow: WorkflowFile;
	/** Last part of its production webhook's address. */
	readonly path: string;
	/** What a shop or a CRM would post; `undefined` where people begin it. */
	readonly body: unknown;
	/** What people do at their phones; empty where it is posted to. */
	readonly deeds: readonly Deed[];
	readonly arrivals: readonly Arrival[];
}

/** An example that n8n keeps and serves. */
export interface PublishedExample extends Example {
	readonly saved: SavedWorkflow;
	/** Its production webhook. */
	readonly address: string;
	readonly account: SavedAccount;
}

const folder = path.join(project, 'examples');

/** Every workflow of `examples/`, in the order of its files. */
export function loadExamples(): Example[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => load(path.basename(file, '.json')));
}

function load(name: string): Example {
	const workflow = readJson(path.join(folder, `${name}.json`)) as WorkflowFile;
	const file = path.join(folder, 'arrivals', `${name}.json`);
	const expected = existsSync(file) ? readJson(file) : undefined;
	const trigger = workflow.nodes.find(({ type }) => type === triggerType);
	if (trigger?.webhookId && isRecord(expected)) {
		return {
			name,
			workflow,
			path: `${trigger.webhookId}/webhook`,
			body: undefined,
			deeds: expected['inbound'] as Deed[],
			arrivals: expected['arrivals'] as Arrival[],
		};
	}
	const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	const pinned = webhook && workflow.pinData?.[webhook.name]?.[0]?.json;
	if (!webhook || !isRecord(pinned) || !Array.isArray(expected)) {
		throw new HostFault(
			`examples/${name}.json needs a trigger of the package, or a webhook with pinned sample input, and examples/arrivals/${name}.json.`,
		);
	}
	return {
		name,
		workflow,
		path: String(webhook.parameters['path']),
		body: pinned['body'],
		deeds: [],
		arrivals: expected as Arrival[],
	};
}

/** The kinds of message that a workflow sends. */
function kindsOf({ nodes }: WorkflowFile): string[] {
	return nodes
		.filter(({ type }) => type === nodeType)
		.map(({ parameters }) =>
			String(
				parameters['interactiveType'] ?? String(parameters['operation']).replace('send', ''),
			).toLowerCase(),
		);
}

/** Whether a gateway carries what an example sends, and tells what it waits for. */
export function canServe({ data }: SavedAccount, { workflow, deeds }: Example): boolean {
	const gateway = gateways.find(({ id }) => id === data['gateway']);
	const carried = Object.keys(gateway?.send ?? {}).map((kind) => kind.toLowerCase());
	return (
		(deeds.length === 0 || tells(data)) && kindsOf(workflow).every((kind) => carried.includes(kind))
	);
}

/** Whether the sandbox's gateway signs what it tells; one that does not tells nothing. */
function tells({ webhookSecret }: SavedAccount['data']): boolean {
	return (webhookSecret ?? '') !== '';
}

/** Puts an example into n8n with an account and publishes it. */
export async function publishExample(
	rest: Rest,
	{ url, sandboxUrl }: { readonly url: string; readonly sandboxUrl: string },
	example: Example,
	account: SavedAccount,
): Promise<PublishedExample> {
	const saved = await saveWorkflow(rest, withCredential(example.workflow, account.reference));
	await publish(rest, saved);
	const address = `${url}/webhook/${example.path}`;
	if (example.deeds.length > 0) await tellWebhook(sandboxUrl, account, address);
	return { ...example, saved, address, account };
}

/** Publishes each example with the first account that can serve it; leaves out what none can. */
export async function publishExamples(
	rest: Rest,
	where: { readonly url: string; readonly sandboxUrl: string },
	accounts: readonly SavedAccount[],
): Promise<PublishedExample[]> {
	const published: PublishedExample[] = [];
	for (const example of loadExamples()) {
		const account = accounts.find((one) => canServe(one, example));
		if (account !== undefined) published.push(await publishExample(rest, where, example, account));
	}
	return published;
}

/** The workflow with the credential put into each node of the package. */
export function withCredential(
	workflow: WorkflowFile,
	credential: CredentialReference,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		nodeTypes.includes(node.type)
			? { ...node, credentials: { [credentialType]: credential } }
			: node,
	);
	return { ...workflow, nodes };
}

/** Begins an example, by a post or by what people do, and waits until its last execution has ended. */
export async function fire(
	rest: Rest,
	sandboxUrl: string,
	example: PublishedExample,
	input: unknown = example.body,
): Promise<Execution> {
	const { saved, address, deeds, account } = example;
	if (deeds.length === 0) {
		const known = await executionIds(rest, saved.id);
		const answer = await axios.post(address, input, { proxy: false, validateStatus: () => true });
		if (answer.status === 404) throw new HostFault(`n8n does not serve ${address}.`);
		return await newExecution(rest, saved.id, known);
	}
	let last: Execution | undefined;
	for (const deed of deeds) {
		const known = await executionIds(rest, saved.id);
		await personDoes(sandboxUrl, account, deed);
		last = await newExecution(rest, saved.id, known);
	}
	if (last === undefined) throw new HostFault(`Nobody begins the example ${example.name}.`);
	return last;
}

/** What begins an example, for the terminal: a line for the shell, or what to do at a phone. */
export function beginningOf({ address, body, deeds }: PublishedExample): string {
	const [first] = deeds;
	if (first !== undefined) return `Write from a phone, such as ${first.phone}: “${first.text}”`;
	const json = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
	return `curl ${address} -H 'content-type: application/json' -d '${json}'`;
}

function readJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (reason) {
		throw new HostFault(`${file} is not JSON: ${reason instanceof Error ? reason.message : ''}`);
	}
}
