import type { IWebhookFunctions } from 'n8n-workflow';

/** Questions whose answer this process has taken, as {@link takeAnswer} names them, the oldest first. */
const taken = new Set<string>();

const maxTaken = 10_000;

/**
 * Takes the answer to a question for the request that comes first; `false` for all later ones. n8n itself
 * lets only one through as long as the execution waits, but one that asks again at once waits again: of taps
 * that came together, a late one would then repeat what followed the first, with the second question.
 * Where n8n does not take the answer, the next one may.
 */
export function takeAnswer(context: IWebhookFunctions, nonce: string): boolean {
	const key = JSON.stringify([context.getExecutionId(), context.getNode().id, nonce]);
	if (taken.has(key)) return false;
	taken.add(key);
	const [oldest] = taken;
	if (taken.size > maxTaken && oldest !== undefined) taken.delete(oldest);
	const response = context.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 400 || !response.writableFinished) taken.delete(key);
	});
	return true;
}
