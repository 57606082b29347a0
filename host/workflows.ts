import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from './fault';
import { isRecord, records, text, type Rest } from './rest';

/** A node as n8n's files describe it. */
export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
	readonly webhookId?: string;
	readonly onError?: string;
	/** n8n runs a node that failed again, so often at most, after so many milliseconds. */
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly waitBetweenTries?: number;
	readonly notes?: string;
}

/** A workflow as n8n exports and imports it. */
export interface WorkflowFile {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly pinData?: Readonly<Record<string, readonly { readonly json: unknown }[]>>;
}

/** A workflow that n8n keeps. */
export interface SavedWorkflow {
	readonly id: string;
	readonly name: string;
	readonly versionId: string;
}

const publishWithinMs = 30_000;

/** Creates the workflow, or replaces the one of the same name. */
export async function saveWorkflow(rest: Rest, file: WorkflowFile): Promise<SavedWorkflow> {
	const same = records(await rest.ask('GET', '/rest/workflows')).find(
		(workflow) => workflow['name'] === file.name && workflow['isArchived'] !== true,
	);
	const { name, nodes, connections, settings = {}, pinData = {} } = file;
	const body = { name, nodes, connections, settings, pinData };
	const saved = same
		? await rest.ask('PATCH', `/rest/workflows/${text(same, 'id')}?forceSave=true`, body)
		: await rest.ask('POST', '/rest/workflows', body);
	return { id: text(saved, 'id'), name, versionId: text(saved, 'versionId') };
}

/** Publishes this version and waits until its triggers listen. Throws {@link HostFault}. */
export async function publish(rest: Rest, { id, name, versionId }: SavedWorkflow): Promise<void> {
	await rest.ask('POST', `/rest/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + publishWithinMs;
	for (;;) {
		const state = await rest.ask('GET', `/rest/workflows/${id}/publication-status`);
		const { status, liveVersionId } = isRecord(state) ? state : {};
		if (status === 'published' && liveVersionId === versionId) return;
		if (status === 'failed' || Date.now() > deadline) {
			throw new HostFault(`n8n did not publish the workflow “${name}”: ${JSON.stringify(state)}`);
		}
		await sleep(100);
	}
}

/** Takes a workflow out of service and waits until its triggers listen no more. Throws {@link HostFault}. */
export async function unpublish(rest: Rest, { id }: Pick<SavedWorkflow, 'id'>): Promise<void> {
	await rest.ask('POST', `/rest/workflows/${id}/deactivate`, {});
	const deadline = Date.now() + publishWithinMs;
	for (;;) {
		const state = await rest.ask('GET', `/rest/workflows/${id}/publication-status`);
		if (isRecord(state) && state['status'] === 'not_published') return;
		if (Date.now() > deadline) {
			throw new HostFault(`n8n did not unpublish the workflow ${id}: ${JSON.stringify(state)}`);
		}
		await sleep(100);
	}
}
