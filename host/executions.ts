import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from './fault';
import { unflatten } from './flatted';
import { isRecord, records, text, type Rest, type RestAnswer } from './rest';

/** An item that a node gave. */
export interface Item {
	readonly json: Readonly<Record<string, unknown>>;
	readonly pairedItem?: unknown;
	readonly binary?: Readonly<Record<string, unknown>>;
}

/** An execution that has ended. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	readonly mode: string;
	/** What stopped it; empty where nothing did. */
	readonly message: string;
	/** What n8n shows below that sentence. */
	readonly description: string;
	/** The item that stopped it, from 0; `null` where nothing did, or nobody says which. */
	readonly itemIndex: number | null;
	/** Items of a node's last run: one list for each of its outputs. Empty where it did not run. */
	outputs(node: string): readonly (readonly Item[])[];
	/** Everything n8n keeps of it, as text. */
	readonly stored: string;
}

const endWithinMs = 60_000;
const underWay = ['new', 'running', 'waiting', 'unknown'];

/** Runs a saved workflow from this trigger, as the editor's button does, and waits for its end. */
export async function runManually(
	rest: Rest,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	const answer = await rest.ask('POST', `/rest/workflows/${workflowId}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	return await executionById(rest, text(answer, 'executionId'));
}

/**
 * Runs an execution that did not succeed again from where it stopped, as the button in its list does,
 * and waits for the end. n8n refuses it for one that succeeded, and for one it kept too little of.
 */
export async function retryExecution(rest: Rest, id: string): Promise<RestAnswer> {
	return await rest.send('POST', `/rest/executions/${id}/retry`, { loadWorkflow: true });
}

/** Ids of a workflow's executions, the newest first. */
export async function executionIds(rest: Rest, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const answer = await rest.ask('GET', `/rest/executions?filter=${filter}`);
	return records(isRecord(answer) ? answer['results'] : []).map((found) => text(found, 'id'));
}

/** How many executions of a workflow n8n keeps. */
export async function countExecutions(rest: Rest, workflowId: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const answer = await rest.ask('GET', `/rest/executions?filter=${filter}&limit=1`);
	return isRecord(answer) ? Number(answer['count']) : 0;
}

/** Waits for the one execution that is not among `known`. */
export async function newExecution(
	rest: Rest,
	workflowId: string,
	known: readonly string[],
): Promise<Execution> {
	const deadline = Date.now() + endWithinMs;
	while (Date.now() < deadline) {
		const fresh = (await executionIds(rest, workflowId)).find((id) => !known.includes(id));
		if (fresh !== undefined) return await executionById(rest, fresh);
		await sleep(100);
	}
	throw new HostFault('The workflow was not run.');
}

/** An execution, once it has ended. */
export async function executionById(rest: Rest, id: string): Promise<Execution> {
	const deadline = Date.now() + endWithinMs;
	while (Date.now() < deadline) {
		const answer = await rest.ask('GET', `/rest/executions/${id}`);
		if (!underWay.includes(text(answer, 'status'))) return read(answer);
		await sleep(100);
	}
	throw new HostFault(`Execution ${id} did not come to an end.`);
}

function read(answer: unknown): Execution {
	const stored = text(answer, 'data');
	const data = unflatten(stored);
	const result = isRecord(data) && isRecord(data['resultData']) ? data['resultData'] : {};
	const runs = isRecord(result['runData']) ? result['runData'] : {};
	const stopped = isRecord(result['error']) ? result['error'] : {};
	const { itemIndex } = isRecord(stopped['context']) ? stopped['context'] : {};
	const wordsIn = (field: string) => {
		const words = stopped[field];
		return typeof words === 'string' ? words : '';
	};
	return {
		id: text(answer, 'id'),
		status: text(answer, 'status'),
		mode: text(answer, 'mode'),
		message: wordsIn('message'),
		description: wordsIn('description'),
		itemIndex: typeof itemIndex === 'number' ? itemIndex : null,
		outputs(node) {
			const output = records(runs[node]).at(-1)?.['data'];
			const main = isRecord(output) && Array.isArray(output['main']) ? output['main'] : [];
			return main.map((items) => records(items) as unknown as Item[]);
		},
		stored,
	};
}
