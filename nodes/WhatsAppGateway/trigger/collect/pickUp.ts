import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { proofOf } from '../webhookSession';
import { readLeft } from './notes';
import { noteTimeout, ownProcess, wait } from './collector';
import { toItem } from '../item';
import { callOwnWebhook } from './ownWebhook';

/** In seconds, before each try: n8n may not serve webhooks yet. */
const triesAfter = [0, 5, 10, 30] as const;

/** Whether the node's own webhook took over what was left. */
async function handOver(
	context: ITriggerFunctions,
	addresses: readonly string[],
): Promise<boolean> {
	const prover = { proveOwnCall: await proofOf(context) };
	for (const address of addresses) {
		const call = { call: 'pickUp' };
		const status = await callOwnWebhook(context, prover, address, call, noteTimeout);
		if (status === 200) return true;
	}
	return false;
}

/**
 * Hands over what was collected and has not begun; where that is not possible, starts its runs from here.
 *
 * @param isClosed whether the workflow is not published any more
 */
async function pickUpLater(context: ITriggerFunctions, isClosed: () => boolean): Promise<void> {
	const left = readLeft(context.getWorkflowStaticData('node'), ownProcess);
	if (left === null) return;
	await wait(left.overdueAt - Date.now());
	for (const seconds of triesAfter) {
		await wait(seconds * 1000);
		if (isClosed()) return;
		if (await handOver(context, left.addresses).catch(() => false)) return;
	}
	if (isClosed()) return;
	for (const { events } of left.ofOthers) context.emit([events.map(toItem)]);
}

/**
 * Picks up what was collected and has not begun, when n8n starts or a workflow is published. Nothing waits
 * for it: n8n serves the webhook only afterwards. What a workflow that is not published any more has left
 * stays noted.
 */
export async function pickUp(context: ITriggerFunctions): Promise<ITriggerResponse> {
	let isClosed = false;
	void pickUpLater(context, () => isClosed).catch(() => {
		context.logger.warn(
			'WhatsApp Gateway Trigger: n8n did not start a run for collected messages. The next delivery tries again.',
			{ node: context.getNode().name },
		);
	});
	return {
		async closeFunction() {
			isClosed = true;
		},
	};
}
