import { createHash, randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../core/narrow';

/** What n8n knows of the run in which a node works. */
export type OriginContext = Pick<
	IExecuteFunctions,
	| 'getContext'
	| 'getExecutionContext'
	| 'getNode'
	| 'getParentNodes'
	| 'getWorkflow'
	| 'getWorkflowDataProxy'
>;

/** A run of a workflow, the same for the run and for all of its retries. */
export interface RunOrigin {
	/** Names workflow and run; never repeats, not even after the database was restored. */
	readonly id: string;
	/** When the run began, in milliseconds since 1970; `null` where this n8n does not tell. */
	readonly startedAt: number | null;
}

/** The JSON of the items that started the workflow: n8n stores them, and a retry has the same ones. */
function startItems(context: OriginContext): unknown[] {
	const starts = context
		.getParentNodes(context.getNode().name)
		.map(({ name }) => name)
		.filter((name) => context.getParentNodes(name).length === 0);
	return starts.map((name) => {
		try {
			const items: unknown = context.getWorkflowDataProxy(0).$items(name);
			return Array.isArray(items) ? items.map((item) => asObject(item)['json']) : null;
		} catch {
			// Another trigger of the workflow, which has not run.
			return null;
		}
	});
}

/** Identifies a run by a value of our own, which n8n keeps with it and hands to a retry of this node. */
function createNonce(context: OriginContext): string {
	const data = context.getContext('node');
	data['runNonce'] ??= randomUUID();
	return String(data['runNonce']);
}

/**
 * Where a run began. n8n stores the moment with a run before its first node, and starts each retry,
 * also that of a stopped or crashed run, with what it has stored; the items that started the workflow
 * tell two runs of the same millisecond apart. An older n8n has no such moment: then only a retry of
 * this node itself belongs to the same run.
 */
export function runOriginOf(context: OriginContext): RunOrigin {
	const workflow = context.getWorkflow().id;
	// Absent from the contexts of an older n8n.
	const { establishedAt } = asObject(context.getExecutionContext?.());
	if (typeof establishedAt !== 'number') {
		return { id: JSON.stringify([workflow, createNonce(context)]), startedAt: null };
	}
	const started = createHash('sha256')
		.update(JSON.stringify(startItems(context)))
		.digest('hex');
	return { id: JSON.stringify([workflow, establishedAt, started]), startedAt: establishedAt };
}
