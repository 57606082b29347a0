import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { executionIds } from '../../host/rest/executions';
import { isRecord } from '../../host/rest/narrow';
import { webhookWorkflow, type Host } from './host';
import type { WorkflowFile, WorkflowNode } from '../../host/rest/workflows';

const timeoutMs = 60_000;
const pollIntervalMs = 100;

/** The status of an execution now. */
export async function statusOf(host: Host, id: string): Promise<string> {
	const response = await host.rest.request('GET', `/rest/executions/${id}`);
	return isRecord(response) ? String(response['status']) : '';
}

/** Waits for what is not there yet; throws after a minute. */
export async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
	for (const deadline = Date.now() + timeoutMs; Date.now() < deadline;) {
		const found = await read();
		if (found !== undefined) return found;
		await sleep(pollIntervalMs);
	}
	throw new Error('It did not come.');
}

/** Waits until an execution of a workflow waits, one that is not in `known`, and returns its id. */
export async function waitingRun(
	host: Host,
	workflowId: string,
	known: readonly string[] = [],
): Promise<string> {
	return await eventually(async () => {
		const [id] = (await executionIds(host.rest, workflowId)).filter((one) => !known.includes(one));
		const status = id === undefined ? '' : await statusOf(host, id);
		if (status === 'error') throw new Error(`Execution ${id} failed before it waited.`);
		return status === 'waiting' ? id : undefined;
	});
}

/** A workflow whose webhook answers at once, and whose node then asks. */
export function askingWorkflow(name: string, path: string, node: WorkflowNode): WorkflowFile {
	const file = webhookWorkflow(name, path, node);
	const nodes = file.nodes.map((one) =>
		one.name === 'Hook'
			? { ...one, parameters: { ...one.parameters, responseMode: 'onReceived' } }
			: one,
	);
	return { ...file, nodes };
}

/** Starts a workflow by its webhook and waits until it waits; returns the execution's id. */
export async function startAsking(
	host: Host,
	{ id, address }: { readonly id: string; readonly address: string },
	body: object = {},
): Promise<string> {
	const known = await executionIds(host.rest, id);
	await axios.post(address, body, { proxy: false });
	return await waitingRun(host, id, known);
}
