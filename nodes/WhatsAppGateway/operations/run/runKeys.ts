import type { IExecuteFunctions } from 'n8n-workflow';

/** Names workflow and node: the same in every run. */
export function nodeKey(context: IExecuteFunctions): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}

/** Names one run of the node: the same when n8n tries it again, another one in every other run. */
export function runKey(context: IExecuteFunctions): string {
	const index: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return JSON.stringify([nodeKey(context), context.getExecutionId(), index]);
}

/**
 * Whether one item index can stand for several messages: an AI agent calls its tool repeatedly in one
 * run, and a run without an execution id cannot be distinguished from another.
 */
export function mayRepeatItem(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool') || !context.getExecutionId();
}
