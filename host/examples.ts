import axios from 'axios';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Arrival } from './arrivals';
import { credentialType, type CredentialReference } from './credential';
import { executionIds, newExecution, type Execution } from './executions';
import { HostFault } from './fault';
import { project } from './packed';
import { nodeTypes } from './questions';
import { isRecord, type Rest } from './rest';
import { publish, saveWorkflow, type SavedWorkflow, type WorkflowFile } from './workflows';

/** A workflow of `examples/`, and what must arrive when its own sample input is posted to it. */
export interface Example {
	/** The file's name without its ending. */
	readonly name: string;
	readonly workflow: WorkflowFile;
	/** Last part of its production webhook's address. */
	readonly path: string;
	/** The sample input: what a shop or a CRM would post. */
	readonly body: unknown;
	readonly arrivals: readonly Arrival[];
}

/** An example that n8n keeps and serves. */
export interface PublishedExample extends Example {
	readonly saved: SavedWorkflow;
	/** Its production webhook. */
	readonly address: string;
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
	const arrivals = path.join(folder, 'arrivals', `${name}.json`);
	const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	const pinned = webhook && workflow.pinData?.[webhook.name]?.[0]?.json;
	if (!webhook || !isRecord(pinned) || !existsSync(arrivals)) {
		throw new HostFault(
			`examples/${name}.json needs a webhook, pinned sample input on it, and examples/arrivals/${name}.json.`,
		);
	}
	return {
		name,
		workflow,
		path: String(webhook.parameters['path']),
		body: pinned['body'],
		arrivals: readJson(arrivals) as Arrival[],
	};
}

/** Puts the examples into n8n with this credential and publishes them. */
export async function publishExamples(
	rest: Rest,
	url: string,
	credential: CredentialReference,
): Promise<PublishedExample[]> {
	const published: PublishedExample[] = [];
	for (const example of loadExamples()) {
		const saved = await saveWorkflow(rest, withCredential(example.workflow, credential));
		await publish(rest, saved);
		published.push({ ...example, saved, address: `${url}/webhook/${example.path}` });
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

/** Posts a body to an example's production webhook and waits until its execution has ended. */
export async function fire(
	rest: Rest,
	{ saved, address, body }: PublishedExample,
	input: unknown = body,
): Promise<Execution> {
	const known = await executionIds(rest, saved.id);
	const answer = await axios.post(address, input, { proxy: false, validateStatus: () => true });
	if (answer.status === 404) throw new HostFault(`n8n does not serve ${address}.`);
	return await newExecution(rest, saved.id, known);
}

/** A line for the shell that posts the sample input. */
export function curlLine({ address, body }: PublishedExample): string {
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
