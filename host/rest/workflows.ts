import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { isRecord, recordsOf, textField } from './narrow';
import type { Rest } from './rest';

/** A node in n8n's workflow format. */
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
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	/** Milliseconds. */
	readonly waitBetweenTries?: number;
	readonly notes?: string;
}

/** A workflow in the format that n8n exports and imports. */
export interface WorkflowFile {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly pinData?: Readonly<Record<string, readonly { readonly json: unknown }[]>>;
}

/** A workflow saved in n8n. */
export interface SavedWorkflow {
	readonly id: string;
	readonly name: string;
	readonly versionId: string;
}

const publishTimeoutMs = 30_000;
const pollIntervalMs = 100;

/** Creates the workflow, or replaces the existing one of its name. */
export async function saveWorkflow(rest: Rest, file: WorkflowFile): Promise<SavedWorkflow> {
	const existing = recordsOf(await rest.request('GET', '/rest/workflows')).find(
		(workflow) => workflow['name'] === file.name && workflow['isArchived'] !== true,
	);
	const { name, nodes, connections, settings = {}, pinData = {} } = file;
	const body = { name, nodes, connections, settings, pinData };
	const saved = existing
		? await rest.request(
				'PATCH',
				`/rest/workflows/${textField(existing, 'id')}?forceSave=true`,
				body,
			)
		: await rest.request('POST', '/rest/workflows', { ...rest.dialect.newWorkflow, ...body });
	return { id: textField(saved, 'id'), name, versionId: textField(saved, 'versionId') };
}

/** Publishes this version and waits until n8n serves its triggers. Throws {@link HostFault}. */
export async function publish(rest: Rest, { id, name, versionId }: SavedWorkflow): Promise<void> {
	await rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	if (!rest.dialect.publishesLater) return;
	const deadline = Date.now() + publishTimeoutMs;
	for (;;) {
		const state = await rest.request('GET', `/rest/workflows/${id}/publication-status`);
		const { status, liveVersionId } = isRecord(state) ? state : {};
		if (status === 'published' && liveVersionId === versionId) return;
		if (status === 'failed' || Date.now() > deadline) {
			throw new HostFault(`n8n did not publish the workflow “${name}”: ${JSON.stringify(state)}`);
		}
		await sleep(pollIntervalMs);
	}
}

/** Unpublishes a workflow and waits until n8n has removed its triggers. Throws {@link HostFault}. */
export async function unpublish(rest: Rest, { id }: Pick<SavedWorkflow, 'id'>): Promise<void> {
	await rest.request('POST', `/rest/workflows/${id}/deactivate`, {});
	if (!rest.dialect.publishesLater) return;
	const deadline = Date.now() + publishTimeoutMs;
	for (;;) {
		const state = await rest.request('GET', `/rest/workflows/${id}/publication-status`);
		if (isRecord(state) && state['status'] === 'not_published') return;
		if (Date.now() > deadline) {
			throw new HostFault(`n8n did not unpublish the workflow ${id}: ${JSON.stringify(state)}`);
		}
		await sleep(pollIntervalMs);
	}
}
