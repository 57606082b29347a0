import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Receipt } from '../../core/message';
import { unsentItem } from '../../sendAndWait/outcome';
import { waitForAnswer } from '../../sendAndWait/waiting';
import type { Outcome } from '../../sending/dispatch';
import type { ItemOutput, ItemTask } from '../operation';
import { isReceipt } from './sendCounts';

/** Puts the execution to wait where a question was sent; `null` where there is nothing to wait for. */
export async function putToWait(
	context: IExecuteFunctions,
	[task]: readonly ItemTask[],
	[outcome]: ReadonlyArray<Outcome<ItemOutput>>,
): Promise<INodeExecutionData[][] | null> {
	if (task?.wait === undefined || outcome?.state !== 'done') return null;
	const { question, until } = task.wait;
	const receipt = outcome.value[0] as unknown as Receipt;
	if (!isReceipt(outcome.value)) return [[unsentItem({ ...question, receipt })]];
	return await waitForAnswer(context, question, receipt, until);
}
