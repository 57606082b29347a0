import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { toNodeError } from '../../n8n/nodeErrors';
import type { Outcome } from '../../sending/dispatch';
import type { RunMemory } from '../../sending/runMemory';
import type { ItemOutput, ItemTask } from '../operation';
import { canceledSentence } from './hints';
import type { PreparedItem } from './prepareItems';
import { countSends, describeCounts, toErrorData, wasOrWere } from './sendCounts';

type RunError = NodeApiError | NodeOperationError;

/** Why the run stops before anything is sent; `undefined` where every item can be sent. */
export function prepareError(
	node: INode,
	items: readonly PreparedItem[],
	{ hasEarlierSends, isRetry }: RunMemory,
	sends: boolean,
): RunError | undefined {
	const index = items.findIndex((item) => 'error' in item);
	const item = items[index];
	if (item === undefined || !('error' in item)) return undefined;
	// A run that was stopped or killed leaves no notes, so its retry speaks of itself only.
	const none = `None of the items was ${sends ? 'sent' : 'processed'}${isRetry ? ' in this try' : ''}.`;
	const others = items.length > 1 ? ` ${none}` : '';
	const earlier = ' An earlier try of this run sent some of the items already, or may have.';
	return toNodeError(node, item.error, index, hasEarlierSends ? earlier : others);
}

/** Why the run stops where Stop was pressed before all items were read. */
export function canceledError(node: INode): RunError {
	// n8n recognizes a canceled run by the word “canceled” and does not count it as failed.
	const fault = new GatewayError('invalidRequest', canceledSentence, {
		hint: 'Start the workflow again for its items.',
	});
	return toNodeError(node, fault, 0);
}

/**
 * Whether a run that stops at a failure stops at this one: what an earlier try left open is shown at
 * the end, so that the other messages are sent.
 */
export function stopsRun(error: unknown): boolean {
	return !(error instanceof GatewayError && error.details.isEarlier === true);
}

/** How many items were processed, failed and not started, and how to process the others. */
function progressOf(outcomes: ReadonlyArray<Outcome<unknown>>): string {
	if (outcomes.length === 1) return '';
	const count = (state: Outcome<unknown>['state']) =>
		outcomes.filter((outcome) => outcome.state === state).length;
	const [done, failed, skipped] = [count('done'), count('failed'), count('skipped')];
	const counts = ` ${done} of ${outcomes.length} items ${wasOrWere(done)} processed, ${failed} failed`;
	if (skipped === 0) return `${counts}.`;
	return `${counts}, ${skipped} ${wasOrWere(skipped)} not started. To process the others, set On Error to “Continue (using error output)” in the node’s settings.`;
}

/** The failure to show: the first of this try, else the first that an earlier try left open. */
function firstFailure(outcomes: ReadonlyArray<Outcome<unknown>>): number {
	const ofThisTry = outcomes.findIndex(
		(outcome) => outcome.state === 'failed' && stopsRun(outcome.error),
	);
	return ofThisTry >= 0 ? ofThisTry : outcomes.findIndex(({ state }) => state === 'failed');
}

/**
 * Why the run stops in the middle, how far it came, and what Retry will do; `undefined` where no task
 * failed. n8n keeps who got the message with the execution.
 */
export function sendError(
	node: INode,
	items: readonly PreparedItem[],
	tasks: readonly ItemTask[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): RunError | undefined {
	const index = firstFailure(outcomes);
	const outcome = outcomes[index];
	if (outcome?.state !== 'failed') return undefined;
	const counts = countSends(tasks, outcomes);
	const progress = counts === null ? progressOf(outcomes) : describeCounts(counts, index);
	const error = toNodeError(node, outcome.error, index, progress);
	if (counts !== null) error.context['data'] = toErrorData(counts, items, outcomes);
	return error;
}
