import { sleep } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { N8nContext } from './context';

/** Aborted when the run is canceled; `undefined` where n8n has no such signal. */
function cancelSignal(context: N8nContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Whether a user has canceled the run. */
export function isCanceled(context: N8nContext): boolean {
	return cancelSignal(context)?.aborted === true;
}

/** Throws `rateLimited` when the run is canceled. */
export function throwIfCanceled(context: N8nContext): void {
	if (!isCanceled(context)) return;
	// n8n recognizes a canceled run by the word “canceled” and does not count it as failed. The fault is the
	// one that the run was waiting for.
	throw new GatewayError('rateLimited', 'The run was canceled while it waited for the gateway.', {
		hint: 'Start the workflow again for the items that are left.',
	});
}

/** Milliseconds: n8n's `sleep` cannot be ended, so no timer outlives a canceled run for longer. */
const maxSleepMs = 1000;

/** Sleeps for so many seconds. Throws `rateLimited` as soon as the run is canceled. */
export async function cancellableSleep(context: N8nContext, seconds: number): Promise<void> {
	const signal = cancelSignal(context);
	if (signal === undefined) return await sleep(seconds * 1000);
	const finished = new AbortController();
	const canceled = new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), { signal: finished.signal });
	});
	for (let left = seconds * 1000; left > 0 && !signal.aborted; left -= maxSleepMs) {
		await Promise.race([sleep(Math.min(left, maxSleepMs)), canceled]);
	}
	finished.abort();
	throwIfCanceled(context);
}
