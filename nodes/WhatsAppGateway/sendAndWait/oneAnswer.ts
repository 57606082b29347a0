import type { IWebhookFunctions } from 'n8n-workflow';

import { BoundedMap } from '../core/boundedMap';

/** Taps on one question come within minutes of each other; a question may wait for weeks for the first. */
const bounds = { maxEntries: 20_000, maxIdleMs: 24 * 60 * 60_000 };

/** Questions whose answer this process has taken, as {@link takeAnswer} names them. */
const taken = new BoundedMap<string, true>(bounds);

/**
 * Takes the answer to a question for the request that comes first; `false` for all later ones. n8n itself
 * lets only one through as long as the execution waits, but one that asks again at once waits again: of taps
 * that came together, a late one would then repeat what followed the first, with the second question.
 * Where n8n does not take the answer, the next one may.
 */
export function takeAnswer(context: IWebhookFunctions, nonce: string): boolean {
	const key = JSON.stringify([context.getExecutionId(), context.getNode().id, nonce]);
	if (taken.has(key)) return false;
	taken.set(key, true);
	const response = context.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 400 || !response.writableFinished) taken.delete(key);
	});
	return true;
}
