import { sleep } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Context } from './context';

/** Tells when the run is stopped; `undefined` where it cannot be. */
function stopSignal(context: Context): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Whether somebody has stopped the run. */
export function isStopped(context: Context): boolean {
	return stopSignal(context)?.aborted === true;
}

/** Timers cannot be ended: none is left over for longer than this, in milliseconds. */
const longestSleep = 1000;

/** Waits, but no longer than the run itself. Throws `rateLimited` where it was stopped. */
export async function pause(context: Context, seconds: number): Promise<void> {
	const signal = stopSignal(context);
	if (signal === undefined) return await sleep(seconds * 1000);
	const over = new AbortController();
	const whenStopped = new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), { signal: over.signal });
	});
	for (let left = seconds * 1000; left > 0 && !signal.aborted; left -= longestSleep) {
		await Promise.race([sleep(Math.min(left, longestSleep)), whenStopped]);
	}
	over.abort();
	if (!signal.aborted) return;
	// By this word n8n knows that the run is no failed one.
	throw new GatewayError('rateLimited', 'The run was canceled while it waited for the gateway.', {
		hint: 'Start the workflow again for the items that are left.',
	});
}
