import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { rethrow } from '../core/rethrow';
import { toOperationError } from '../n8n/operationError';
import { downloadFiles } from './download';
import { joinMessages } from './collect/joinMessages';
import { showReceived } from './showReceived';
import { selectUnseen } from './storedEvents';
import { pollNewest } from './poll';
import { readRunSettings } from './triggerSettings';

async function begin(
	context: IExecuteFunctions,
	getItems: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[][]> {
	try {
		const { download, joins, show, toOutputs } = readRunSettings(context);
		const items = await selectUnseen(context, await getItems());
		if (items.length === 0) return toOutputs(items);
		if (show !== null) void showReceived(context, items, show);
		const complete = download === null ? items : await downloadFiles(context, items, download);
		return toOutputs(joins ? joinMessages(complete) : complete);
	} catch (error) {
		return rethrow(toOperationError(context.getNode(), error));
	}
}

/**
 * Begins a run that a delivery has started. What needs time or n8n's database happens here: n8n has
 * stored the run with its events by then, so that nothing is lost where it is interrupted.
 *
 * @throws NodeOperationError where a file is missing and the user wants the run to stop then
 */
export async function beginRun(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await begin(context, async () => context.getInputData());
}

/**
 * Begins a run that a poll has started, in the same way. A test run in the editor begins without a
 * poll, and gets the newest event.
 *
 * @throws NodeOperationError for a fault
 */
export async function beginPolledRun(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const isTest = context.getMode() === 'manual';
	return await begin(context, async () =>
		isTest ? await pollNewest(context) : context.getInputData(),
	);
}
