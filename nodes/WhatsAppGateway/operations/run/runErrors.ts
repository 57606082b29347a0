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

/** Which of several items an error is about, as n8n shows it in the details alone, and counted from one. */
function describeItem(index: number, count: number): string {
	return count > 1 ? ` This is about item ${index + 1} of ${count}.` : '';
}

/** How the items that can be processed are. */
const goOnWithout = 'set On Error to “Continue (using error output)” in the node’s settings.';

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
	const [verb, done] = sends ? ['send', 'sent'] : ['process', 'processed'];
	const none = ` None of the items was ${done}${isRetry ? ' in this try' : ''}.`;
	const earlier = ' An earlier try of this run sent some of the items already, or may have.';
	// Of no use where every item is refused, such as by a gateway that lacks what the operation needs.
	const goesOn = items.some((one) => !('error' in one));
	const others = [
		describeItem(index, items.length),
		hasEarlierSends ? earlier : items.length > 1 ? none : '',
		goesOn ? ` To ${verb} the others, ${goOnWithout}` : '',
	].join('');
	return toNodeError(node, item.error, index, others);
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
	return `${counts}, ${skipped} ${wasOrWere(skipped)} not started. To process the others, ${goOnWithout}`;
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
	const which = describeItem(index, outcomes.length);
	const error = toNodeError(node, outcome.error, index, which + progress);
	if (counts !== null) error.context['data'] = toErrorData(counts, items, outcomes);
	return error;
}
