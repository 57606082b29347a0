import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { isRecord, recordsOf, textField } from './narrow';
import type { Rest, RestResponse } from './rest';

/** The format in which n8n stores executions. The package's types describe its ES module only. */
const { parse } = createRequire(__filename)('flatted') as { parse(text: string): unknown };

/** An output item of a node. */
interface Item {
	readonly json: Readonly<Record<string, unknown>>;
	readonly pairedItem?: unknown;
	readonly binary?: Readonly<Record<string, unknown>>;
}

/** An execution that has ended. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	readonly mode: string;
	/** The message of the fault that stopped it; empty if it succeeded. */
	readonly message: string;
	/** The text that n8n shows below the message. */
	readonly description: string;
	/** The item that stopped it, from 0; `null` if it succeeded or the item is unknown. */
	readonly itemIndex: number | null;
	/** Items of a node's last run, one list for each output; empty if the node did not run. */
	outputs(node: string): readonly (readonly Item[])[];
	/** The values that nodes have set for its list: all that n8n keeps of a run that was stopped. */
	readonly customData: Readonly<Record<string, unknown>>;
	/** All that n8n stores about it, in the format of the package `flatted`. */
	readonly stored: string;
}

/**
 * Longer than the second pause of every gateway before it delivers again, and than a campaign of a thousand
 * messages takes on a machine that does much else.
 */
const endTimeoutMs = 300_000;
const pollIntervalMs = 100;
const unfinishedStatuses = ['new', 'running', 'waiting', 'unknown'];

/** Runs a saved workflow from this trigger, as the editor's button does, and waits for its end. */
export async function runManually(
	rest: Rest,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	const response = await rest.request('POST', `/rest/workflows/${workflowId}/run`, {
		triggerToStartFrom: { name: trigger },
		...(rest.dialect.runsSentWorkflow && {
			workflowData: await rest.request('GET', `/rest/workflows/${workflowId}`),
		}),
	});
	return await executionById(rest, textField(response, 'executionId'));
}

/**
 * Retries a failed execution from the node that failed, as the button in the list does, and waits for
 * its end. n8n refuses an execution that succeeded or whose stored data is incomplete.
 *
 * @param loadWorkflow whether with the workflow as it is saved now, instead of as it was
 */
export async function retryExecution(
	rest: Rest,
	id: string,
	loadWorkflow = true,
): Promise<RestResponse> {
	return await rest.send('POST', `/rest/executions/${id}/retry`, { loadWorkflow });
}

/** Stops a running execution, as the button in the list does. */
export async function stopExecution(rest: Rest, id: string): Promise<void> {
	await rest.request('POST', `/rest/executions/${id}/stop`, {});
}

/** Executions in one answer, the most that n8n allows. */
const pageSize = 100;

/**
 * All statuses. Asked for by name, n8n reads the list at one moment. Without any it asks its database twice
 * at once, for what is under way and for what has ended, and a run that ends in between is in both answers,
 * or in neither (7 of 90 were listed twice in queue mode).
 */
const allStatuses = [
	...unfinishedStatuses,
	...['canceled', 'crashed', 'error', 'success'],
] as const;

/** Ids of a workflow's latest executions, newest first, each once. */
export async function executionIds(rest: Rest, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: allStatuses }));
	const path = `/rest/executions?filter=${filter}&limit=${pageSize}`;
	const response = await rest.request('GET', path);
	return recordsOf(isRecord(response) ? response['results'] : [])
		.map((found) => textField(found, 'id'))
		.sort((one, other) => Number(other) - Number(one));
}

/** The number of a workflow's executions that have ended or wait for something. */
export async function countExecutions(rest: Rest, workflowId: string): Promise<number> {
	return await countOf(rest, { workflowId });
}

/** The number of a workflow's executions that have not ended. */
export async function countUnfinished(rest: Rest, workflowId: string): Promise<number> {
	return await countOf(rest, { workflowId, status: unfinishedStatuses });
}

async function countOf(rest: Rest, filter: object): Promise<number> {
	const wanted = encodeURIComponent(JSON.stringify(filter));
	const response = await rest.request('GET', `/rest/executions?filter=${wanted}&limit=1`);
	return isRecord(response) ? Number(response['count']) : 0;
}

/** Waits for a new execution, one that is not in `known`, and for its end. Throws {@link HostFault}. */
export async function newExecution(
	rest: Rest,
	workflowId: string,
	known: readonly string[],
): Promise<Execution> {
	return await executionById(rest, await newExecutionId(rest, workflowId, known));
}

/** Waits for a new execution, one that is not in `known`. Throws {@link HostFault}. */
export async function newExecutionId(
	rest: Rest,
	workflowId: string,
	known: readonly string[],
): Promise<string> {
	const deadline = Date.now() + endTimeoutMs;
	while (Date.now() < deadline) {
		const fresh = (await executionIds(rest, workflowId)).find((id) => !known.includes(id));
		if (fresh !== undefined) return fresh;
		await sleep(pollIntervalMs);
	}
	throw new HostFault('The workflow was not executed.');
}

/** Waits until an execution has ended, or waits for something. Throws {@link HostFault}. */
export async function untilIdle(rest: Rest, id: string): Promise<void> {
	await unlessStatus(rest, id, ['new', 'running', 'unknown']);
}

/** Waits for the end of an execution. Throws {@link HostFault}. */
export async function executionById(rest: Rest, id: string): Promise<Execution> {
	let execution = readExecution(await unlessStatus(rest, id, unfinishedStatuses));
	// n8n 1 tells that an execution has failed a moment before it has stored why.
	for (let tries = 0; tries < 30 && isWithoutReason(execution); tries++) {
		await sleep(pollIntervalMs);
		execution = readExecution(await unlessStatus(rest, id, unfinishedStatuses));
	}
	return execution;
}

function isWithoutReason({ status, message }: Execution): boolean {
	return status === 'error' && message === '';
}

/** Waits until an execution has none of these statuses. Throws {@link HostFault}. */
async function unlessStatus(rest: Rest, id: string, statuses: readonly string[]): Promise<unknown> {
	const deadline = Date.now() + endTimeoutMs;
	while (Date.now() < deadline) {
		const response = await rest.request('GET', `/rest/executions/${id}`);
		if (!statuses.includes(textField(response, 'status'))) return response;
		await sleep(pollIntervalMs);
	}
	throw new HostFault(`Execution ${id} did not end in time.`);
}

function readExecution(response: unknown): Execution {
	const stored = textField(response, 'data');
	const data = parse(stored);
	const result = isRecord(data) && isRecord(data['resultData']) ? data['resultData'] : {};
	const runs = isRecord(result['runData']) ? result['runData'] : {};
	const fault = isRecord(result['error']) ? result['error'] : {};
	const { itemIndex } = isRecord(fault['context']) ? fault['context'] : {};
	const faultText = (field: string) => {
		const text = fault[field];
		return typeof text === 'string' ? text : '';
	};
	return {
		id: textField(response, 'id'),
		status: textField(response, 'status'),
		mode: textField(response, 'mode'),
		message: faultText('message'),
		description: faultText('description'),
		itemIndex: typeof itemIndex === 'number' ? itemIndex : null,
		outputs(node) {
			const output = recordsOf(runs[node]).at(-1)?.['data'];
			const main = isRecord(output) && Array.isArray(output['main']) ? output['main'] : [];
			return main.map((items) => recordsOf(items) as unknown as Item[]);
		},
		customData:
			isRecord(response) && isRecord(response['customData']) ? response['customData'] : {},
		stored,
	};
}
