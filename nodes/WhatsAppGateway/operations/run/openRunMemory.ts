import type { IExecuteFunctions } from 'n8n-workflow';

import { cancellableSleep } from '../../n8n/cancellation';
import { runOriginOf } from '../../n8n/runOrigin';
import { RunMemory } from '../../sending/runMemory';
import { mayRepeatItem, runIndex, runKey } from './runKeys';

/**
 * Opens what remembers the messages of the run that n8n has begun.
 *
 * @param isAnew whether nothing of an earlier execution counts, which this one repeats
 */
export function openRunMemory(
	context: IExecuteFunctions,
	isAnew: boolean,
): { memory: RunMemory; runKey: string } {
	const origin = runOriginOf(context);
	const own = runKey(context, origin);
	const key = isAnew ? JSON.stringify([own, context.getExecutionId()]) : own;
	const place = {
		context,
		nodeContext: context.getContext('node'),
		origin,
		runKey: key,
		isRetry: !isAnew && context.getMode() === 'retry',
		mayRepeatItem: mayRepeatItem(context),
		sleep: async (seconds: number) => await cancellableSleep(context, seconds),
	};
	const run = isAnew ? `${context.getExecutionId()}:${runIndex(context)}` : runIndex(context);
	return { memory: new RunMemory(place, run), runKey: key };
}
