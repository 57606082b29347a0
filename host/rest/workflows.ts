import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { isRecord, recordsOf, textField } from './narrow';
import type { Rest } from './rest';
import { Saver, type Placed } from './saver';

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
	return await placeWorkflow(new Saver(rest), file);
}

/** A workflow that was saved, and the user's own one of its name, if that was edited. */
export type PlacedWorkflow = SavedWorkflow & Pick<Placed, 'edited'>;

/** Saves a workflow, beside the one of its name if the user has edited that. */
export async function placeWorkflow(saver: Saver, file: WorkflowFile): Promise<PlacedWorkflow> {
	const { name, nodes, connections, settings = {}, pinData = {} } = file;
	const content = { nodes, connections, settings, pinData };
	const placed = await saver.place(name, {
		kind: 'workflow',
		content,
		echo: [nodes, connections, pinData],
		async find(rest, wanted, own) {
			const named = recordsOf(await rest.request('GET', '/rest/workflows')).filter(
				(workflow) => workflow['name'] === wanted && workflow['isArchived'] !== true,
			);
			const found = named.find((workflow) => workflow['id'] === own) ?? named[0];
			if (found === undefined) return undefined;
			const id = textField(found, 'id');
			const whole = await savedWorkflow(rest, id);
			const read = (fields: string[]) => fields.map((field) => whole[field] ?? null);
			return {
				id,
				state: read(['nodes', 'connections', 'settings', 'pinData']),
				// n8n adds to the settings.
				echo: read(['nodes', 'connections', 'pinData']),
			};
		},
		async save(rest, free, id) {
			const body = { name: free, ...content };
			const saved =
				id === undefined
					? await rest.request('POST', '/rest/workflows', { ...rest.dialect.newWorkflow, ...body })
					: await rest.request('PATCH', `/rest/workflows/${id}?forceSave=true`, body);
			return textField(saved, 'id');
		},
	});
	const versionId = textField(await savedWorkflow(saver.rest, placed.id), 'versionId');
	return { id: placed.id, name: placed.name, versionId, edited: placed.edited };
}

/** A workflow as n8n has it. */
export async function savedWorkflow(rest: Rest, id: string): Promise<Record<string, unknown>> {
	const workflow = await rest.request('GET', `/rest/workflows/${id}`);
	if (!isRecord(workflow)) throw new HostFault(`n8n does not show the workflow ${id}.`);
	return workflow;
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
