import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { toNodeError } from '../../n8n/nodeErrors';
import type { Outcome } from '../../sending/dispatch';
import type { ItemTask } from '../operation';
import type { PreparedItem } from './prepareItems';

type RunError = NodeApiError | NodeOperationError;

/**
 * Why the run stops before anything is sent; `undefined` where every item can be sent.
 *
 * @param wasInterrupted whether an earlier try of the run has sent something, or may have
 */
export function prepareError(
	node: INode,
	items: readonly PreparedItem[],
	wasInterrupted: boolean,
): RunError | undefined {
	const index = items.findIndex((item) => 'error' in item);
	const item = items[index];
	if (item === undefined || !('error' in item)) return undefined;
	const others = items.length > 1 ? ' None of the items was sent.' : '';
	const earlier = ' An earlier try of this run sent some of the items already, or may have.';
	return toNodeError(node, item.error, index, wasInterrupted ? earlier : others);
}

/** Whether tasks that send have sent something, or may have. */
export function hasSent(
	tasks: readonly ItemTask[],
	outcomes: ReadonlyArray<Outcome<unknown>>,
): boolean {
	return outcomes.some((outcome, index) => {
		if (tasks[index]?.forgetOutcome === undefined || outcome.state === 'skipped') return false;
		if (outcome.state === 'done') return true;
		return !(outcome.error instanceof GatewayError && outcome.error.sent === 'no');
	});
}

/** How many items were processed and not started, and how to process the others. */
function progressOf(outcomes: ReadonlyArray<Outcome<unknown>>): string {
	const count = (state: Outcome<unknown>['state']) =>
		outcomes.filter((outcome) => outcome.state === state).length;
	const wasOrWere = (items: number) => (items === 1 ? 'was' : 'were');
	const [done, skipped] = [count('done'), count('skipped')];
	return ` ${done} of ${outcomes.length} items ${wasOrWere(done)} processed, ${skipped} ${wasOrWere(skipped)} not started. To process the others, set On Error to “Continue (using error output)” in the node’s settings.`;
}

/** Why the run stops in the middle, and how far it came; `undefined` where no task failed. */
export function sendError(
	node: INode,
	outcomes: ReadonlyArray<Outcome<unknown>>,
): RunError | undefined {
	const index = outcomes.findIndex(({ state }) => state === 'failed');
	const outcome = outcomes[index];
	if (outcome?.state !== 'failed') return undefined;
	const progress = outcomes.length > 1 ? progressOf(outcomes) : '';
	return toNodeError(node, outcome.error, index, progress);
}
