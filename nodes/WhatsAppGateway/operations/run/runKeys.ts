import type { IExecuteFunctions } from 'n8n-workflow';

import type { RunOrigin } from '../../n8n/runOrigin';

/** Names workflow and node: the same in every run. */
export function nodeKey(context: IExecuteFunctions): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}

/** The number of this run of the node in its execution, as in a loop. */
export function runIndex(context: IExecuteFunctions): string {
	return String(context.evaluateExpression('{{ $runIndex }}', 0));
}

/** Names one run of the node: the same when n8n tries it again, another one in every other run. */
export function runKey(context: IExecuteFunctions, origin: RunOrigin): string {
	return JSON.stringify([nodeKey(context), origin.id, runIndex(context)]);
}

/**
 * Whether one item index can stand for several messages: an AI agent calls its tool repeatedly in one
 * run.
 */
export function mayRepeatItem(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
