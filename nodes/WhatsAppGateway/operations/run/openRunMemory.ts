import type { IExecuteFunctions } from 'n8n-workflow';

import { cancellableSleep } from '../../n8n/cancellation';
import { runOriginOf } from '../../n8n/runOrigin';
import { RunMemory } from '../../sending/runMemory';
import { mayRepeatItem, runIndex, runKey } from './runKeys';

/** Opens what remembers the messages of the run that n8n has begun. */
export function openRunMemory(context: IExecuteFunctions): { memory: RunMemory; runKey: string } {
	const origin = runOriginOf(context);
	const key = runKey(context, origin);
	const place = {
		context,
		nodeContext: context.getContext('node'),
		origin,
		runKey: key,
		isRetry: context.getMode() === 'retry',
		mayRepeatItem: mayRepeatItem(context),
		sleep: async (seconds: number) => await cancellableSleep(context, seconds),
	};
	return { memory: new RunMemory(place, runIndex(context)), runKey: key };
}
