import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { isCanceled } from '../../n8n/cancellation';
import { toFaultItem } from '../../n8n/nodeErrors';
import { dispatch, type Outcome } from '../../sending/dispatch';
import { openRunMemory } from '../../sending/retryMemory';
import { operationOf } from '../index';
import type { ItemOutput, Operation } from '../operation';
import { addNoteHints, addWaitHint } from './hints';
import { prepareItems, toTask, type PreparedItem } from './prepareItems';
import { hasSent, prepareError, sendError } from './runErrors';
import { runKey } from './runKeys';

function chosenOperation(context: IExecuteFunctions): Operation {
	const operation = operationOf(
		context.getNodeParameter('resource', 0),
		context.getNodeParameter('operation', 0),
	);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		'This version of the node does not know the operation.',
		{ description: 'Choose an operation from the list, or update the package.' },
	);
}

/** The output items: what each task gave, paired with its input item, or its fault. */
function toOutput(
	node: INode,
	items: readonly PreparedItem[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): INodeExecutionData[] {
	return outcomes.flatMap((outcome, item): INodeExecutionData[] => {
		if (outcome.state === 'skipped') return [];
		if (outcome.state === 'done') {
			return outcome.value.map((json) => ({ json, pairedItem: { item } }));
		}
		return [toFaultItem(node, outcome.error, item, items[item]?.to ?? null)];
	});
}

/**
 * Runs the node: reads every item, does what the operation makes of them, and gives the output. With
 * On Error: Stop, an item that cannot be read stops the run before anything is sent.
 */
export async function executeOperation(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const stopAtFailure = !context.continueOnFail();
	const run = await prepareItems(context, chosenOperation(context));
	const memory = openRunMemory(runKey(context));
	const unprepared = stopAtFailure && prepareError(node, run.items, memory.wasInterrupted);
	if (unprepared) throw unprepared;

	const tasks = run.items.map(toTask);
	const outcomes = await dispatch(tasks, {
		concurrency: run.concurrency,
		stopAtFailure,
		isCanceled: () => isCanceled(context),
	});
	addNoteHints(context, run.notes);
	addWaitHint(context, run.session);
	const failed = stopAtFailure && sendError(node, outcomes);
	if (failed) {
		if (hasSent(tasks, outcomes)) memory.markInterrupted();
		throw failed;
	}
	memory.forget();
	tasks.forEach((task) => task.forgetOutcome?.());
	return [toOutput(node, run.items, outcomes)];
}
